// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/virustotal.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/exchange/scanned_subject.h"

namespace mme {
namespace {

using Json = nlohmann::json;

Json attributes_of(const Subject& subject) {
    return Json::parse(virustotal_json(std::span(&subject, 1)))["data"]["attributes"];
}

TEST(VirusTotal, HasResultsStatsAndDateOfTheAnalysis_R2b) {
    const auto subject = scanned_subject();
    const auto attributes = attributes_of(subject);
    const auto& result = attributes["last_analysis_results"]["ClamAV"];
    EXPECT_EQ(result["category"], "undetected");
    EXPECT_EQ(result["engine_name"], "ClamAV");
    EXPECT_EQ(result["engine_version"], "ClamAV 1.0");
    EXPECT_EQ(result["engine_update"].get<std::string>().size(), 8U);
    EXPECT_TRUE(result["result"].is_null());
    EXPECT_EQ(attributes["last_analysis_stats"]["undetected"], 1);
    EXPECT_EQ(attributes["last_analysis_stats"]["malicious"], 0);
    EXPECT_EQ(attributes["last_analysis_date"],
              subject.manifest.scans[0].finished.time_since_epoch().count());
}

TEST(VirusTotal, SaysWhereItIsFrom) {
    const auto json = Json::parse(virustotal_json(std::vector{scanned_subject(), scanned_subject("other")}));
    EXPECT_EQ(json["meta"]["made-by"], "mmemanifest");
    EXPECT_EQ(json["data"].size(), 2U);
    EXPECT_FALSE(json["data"][0].contains("id"));
}

TEST(VirusTotal, DigestOfTheFileIsItsId) {
    auto subject = scanned_subject();
    subject.file = StoredFile{42, Sha256{}};
    const auto json = Json::parse(virustotal_json(std::vector{subject}));
    EXPECT_EQ(json["data"]["id"], Sha256{}.hex());
    EXPECT_EQ(json["data"]["attributes"]["size"], 42);
}

TEST(VirusTotal, DetectionIsMaliciousAndAGapAFailure_R2a_R29) {
    auto subject = scanned_subject();
    subject.manifest.scans = {clean_scan("A"), clean_scan("B")};
    subject.manifest.scans[0].detections = {{"/x", "Eicar"}};
    --subject.manifest.scans[1].bytes_scanned;
    const auto attributes = attributes_of(subject);
    EXPECT_EQ(attributes["last_analysis_results"]["A"]["category"], "malicious");
    EXPECT_EQ(attributes["last_analysis_results"]["A"]["result"], "Eicar");
    EXPECT_EQ(attributes["last_analysis_results"]["B"]["category"], "failure");
    EXPECT_EQ(attributes["last_analysis_stats"]["failure"], 1);
}

TEST(VirusTotal, NoReportHidesAnotherOfTheSameName_R17) {
    auto subject = scanned_subject();
    subject.manifest.scans = {clean_scan("A"), clean_scan("A #2"), clean_scan("A"), clean_scan("A")};
    subject.manifest.scans[0].detections = {{"/x", "Eicar"}};
    const auto attributes = attributes_of(subject);
    EXPECT_EQ(attributes["last_analysis_results"].size(), 4U);
    EXPECT_EQ(attributes["last_analysis_stats"]["malicious"], 1);
    EXPECT_EQ(attributes["last_analysis_results"]["A"]["category"], "malicious");
}

TEST(VirusTotal, HostileNamesStayText) {
    const auto attributes = attributes_of(scanned_subject(hostile, hostile));
    EXPECT_EQ(attributes["last_analysis_results"].size(), 1U);
}

}  // namespace
}  // namespace mme
