// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/stix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/unit/exchange/scanned_subject.h"
#include "tools/mmemanifest/exchange/name_uuid.h"

namespace mme {
namespace {

using Json = nlohmann::json;

Json bundle_of(const std::vector<Subject>& subjects) {
    return Json::parse(stix_bundle(subjects));
}

std::vector<Json> of_type(const Json& bundle, const std::string& type) {
    std::vector<Json> found;
    for (const auto& object : bundle["objects"])
        if (object["type"] == type) found.push_back(object);
    return found;
}

Subject infected_subject() {
    auto subject = scanned_subject();
    auto& scan = subject.manifest.scans[0];
    scan.result = ScanResult::infected;
    scan.detections = {{"/opt/a", "Eicar"}, {"/opt/b", "Other"}, {"/opt/c", "Eicar"}};
    FileEntry entry;
    entry.path = "/opt/b";
    entry.size = 7;
    entry.sha256 = Sha256{};
    subject.manifest.package.files = {entry};
    return subject;
}

bool is_identifier(const Json& object) {
    static const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    const std::string id = object["id"];
    const std::string type = object["type"];
    return id.starts_with(type + "--") && std::regex_match(id.substr(type.size() + 2), form);
}

bool is_time(const Json& text, const std::string& fraction) {
    return std::regex_match(
        text.get<std::string>(),
        std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}" + fraction + "Z"));
}

std::vector<std::string> references_of(const Json& object) {
    std::vector<std::string> ids;
    if (object.contains("sample_ref")) ids.push_back(object["sample_ref"]);
    for (const char* list : {"object_refs", "analysis_sco_refs"})
        for (const auto& id : object.value(list, Json::array())) ids.push_back(id);
    return ids;
}

// RFC 9562 appendix A.4 has this UUID of version 5.
TEST(NameUuid, IsTheOneOfTheStandard) {
    EXPECT_EQ(name_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"),
              "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    EXPECT_THROW(name_uuid("no UUID", "x"), std::invalid_argument);
}

TEST(Stix, BundleHasTypeAndIdAndNoSpecVersion) {
    const auto bundle = bundle_of({scanned_subject()});
    EXPECT_EQ(bundle["type"], "bundle");
    EXPECT_TRUE(is_identifier(bundle));
    EXPECT_FALSE(bundle.contains("spec_version"));
    EXPECT_EQ(bundle["objects"].size(), 3U);
}

TEST(Stix, EveryObjectHasTheRequiredCommonProperties) {
    const auto bundle = bundle_of({infected_subject(), scanned_subject("other")});
    for (const auto& object : bundle["objects"]) {
        EXPECT_EQ(object["spec_version"], "2.1");
        EXPECT_TRUE(is_identifier(object)) << object;
        if (object["type"] == "file") continue;
        EXPECT_TRUE(is_time(object["created"], "\\.[0-9]{3}")) << object;
        EXPECT_EQ(object["created"], object["modified"]);
    }
}

TEST(Stix, EveryReferenceIsInTheBundleAndEveryObjectOnce) {
    const auto bundle = bundle_of({infected_subject(), infected_subject(), scanned_subject("other")});
    std::set<std::string> ids;
    for (const auto& object : bundle["objects"]) EXPECT_TRUE(ids.insert(object["id"]).second) << object["id"];
    for (const auto& object : bundle["objects"]) {
        for (const auto& id : references_of(object)) EXPECT_TRUE(ids.contains(id)) << object;
        EXPECT_EQ(references_of(object).empty(), object["type"] == "file");
    }
}

TEST(Stix, AnalysisHasTheFiveFieldsOfTheReport_R2b) {
    const auto subject = scanned_subject("mme-core", "Clam AV (tm)");
    const auto& scan = subject.manifest.scans[0];
    const auto analysis = of_type(bundle_of({subject}), "malware-analysis").at(0);
    EXPECT_EQ(analysis["product"], "clam-av-tm");
    EXPECT_EQ(analysis["version"], scan.engine_version);
    EXPECT_EQ(analysis["analysis_engine_version"], scan.engine_version);
    EXPECT_EQ(analysis["analysis_definition_version"], scan.database_version);
    for (const char* time : {"submitted", "analysis_started", "analysis_ended"})
        EXPECT_TRUE(is_time(analysis[time], "")) << time;
    EXPECT_EQ(analysis["result"], "benign");
    EXPECT_FALSE(analysis.contains("result_name"));
    EXPECT_EQ(analysis["external_references"][0]["external_id"], subject.manifest.package.content_id.hex());
}

TEST(Stix, HasNoPropertyOfItsOwn) {
    const std::set<std::string> known{"type",
                                      "spec_version",
                                      "id",
                                      "created",
                                      "modified",
                                      "external_references",
                                      "product",
                                      "version",
                                      "analysis_engine_version",
                                      "analysis_definition_version",
                                      "submitted",
                                      "analysis_started",
                                      "analysis_ended",
                                      "result",
                                      "result_name",
                                      "sample_ref",
                                      "analysis_sco_refs",
                                      "abstract",
                                      "content",
                                      "object_refs",
                                      "name",
                                      "size",
                                      "hashes"};
    const auto bundle = bundle_of({infected_subject()});
    for (const auto& object : bundle["objects"])
        for (const auto& [key, value] : object.items()) {
            EXPECT_TRUE(known.contains(key)) << key;
            EXPECT_FALSE(value.empty()) << key;
        }
}

TEST(Stix, PackageHasADigestOnlyIfItWasGiven) {
    auto subject = scanned_subject();
    EXPECT_FALSE(of_type(bundle_of({subject}), "file").at(0).contains("hashes"));
    subject.file = StoredFile{42, Sha256{}};
    const auto file = of_type(bundle_of({subject}), "file").at(0);
    EXPECT_EQ(file["hashes"]["SHA-256"], Sha256{}.hex());
    EXPECT_EQ(file["size"], 42);
    // The identifier is over hashes and name alone, in canonical JSON.
    const std::string canonical =
        R"({"hashes":{"SHA-256":")" + Sha256{}.hex() + R"("},"name":"mme-core.rpm"})";
    EXPECT_EQ(file["id"], "file--" + name_uuid("00abedb4-aa42-466c-9c01-fed23315a9b7", canonical));
}

TEST(Stix, EachNameFoundIsAnAnalysisWithItsFiles_R2a) {
    const auto bundle = bundle_of({infected_subject()});
    const auto analyses = of_type(bundle, "malware-analysis");
    ASSERT_EQ(analyses.size(), 2U);
    EXPECT_EQ(analyses[0]["result_name"], "Eicar");
    EXPECT_EQ(analyses[0]["analysis_sco_refs"].size(), 2U);
    EXPECT_EQ(analyses[1]["result_name"], "Other");
    EXPECT_EQ(analyses[1]["result"], "malicious");
    const auto files = of_type(bundle, "file");
    const auto listed =
        std::find_if(files.begin(), files.end(), [](const Json& one) { return one["name"] == "/opt/b"; });
    ASSERT_NE(listed, files.end());
    EXPECT_EQ((*listed)["hashes"]["SHA-256"], Sha256{}.hex());
}

TEST(Stix, WhatWasNotScannedWholeIsNeverBenign_R29) {
    auto word = scanned_subject();
    word.manifest.scans[0].result = ScanResult::inconclusive;
    auto skipped = scanned_subject();
    skipped.manifest.scans[0].skipped = {{"/opt/x.zip", "encrypted"}};
    auto count = scanned_subject();
    --count.manifest.scans[0].files_scanned;
    for (const auto& subject : {word, skipped, count})
        EXPECT_EQ(of_type(bundle_of({subject}), "malware-analysis").at(0)["result"], "unknown");
    EXPECT_NE(of_type(bundle_of({skipped}), "note").at(0)["content"].get<std::string>().find("/opt/x.zip"),
              std::string::npos);
}

TEST(Stix, SameManifestsGiveTheSameBytesAndOthersOtherIdentifiers) {
    EXPECT_EQ(stix_bundle(std::vector{infected_subject()}), stix_bundle(std::vector{infected_subject()}));
    auto later = scanned_subject();
    later.manifest.created += std::chrono::seconds(1);
    EXPECT_NE(of_type(bundle_of({scanned_subject()}), "malware-analysis").at(0)["id"],
              of_type(bundle_of({later}), "malware-analysis").at(0)["id"]);
}

TEST(Stix, HostileNamesStayText) {
    auto subject = scanned_subject(hostile, hostile);
    subject.manifest.scans[0].detections = {{hostile, hostile}};
    const auto bundle = bundle_of({subject});
    EXPECT_EQ(bundle["objects"].size(), 4U);
    subject = scanned_subject("mme-core", "(!)");
    EXPECT_EQ(of_type(bundle_of({subject}), "malware-analysis").at(0)["product"], "(!)");
}

}  // namespace
}  // namespace mme
