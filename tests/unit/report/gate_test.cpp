// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/report/gate.h"

#include <gtest/gtest.h>

#include "tests/unit/report/clean_scan.h"

namespace mme {
namespace {

std::vector<Code> codes(const std::vector<Scan>& scans, const GateRules& rules = {},
                        DatabaseAge age = DatabaseAge::now) {
    std::vector<Code> codes;
    for (const auto& remark : remarks_on(scans, rules, age)) codes.push_back(remark.code);
    return codes;
}

GateRules days(int count) {
    GateRules rules;
    rules.max_database_age = std::chrono::days(count);
    return rules;
}

TEST(Gate, LetsACleanReportPass) {
    EXPECT_TRUE(codes({clean_scan("ClamAV")}).empty());
}

TEST(Gate, RefusesWithoutAnyReport) {
    EXPECT_EQ(codes({}), std::vector{Code::scan_missing});
}

TEST(Gate, NamesEngineFileAndDetection_R2a) {
    auto scan = clean_scan("ClamAV");
    scan.result = ScanResult::infected;
    scan.detections = {{"/opt/x", "Eicar"}, {"/opt/y", "Other"}};
    const auto remarks = remarks_on({scan}, {}, DatabaseAge::now);
    ASSERT_EQ(remarks.size(), 2U);
    EXPECT_EQ(remarks[1].code, Code::scan_infected);
    EXPECT_EQ(remarks[1].engine, "ClamAV");
    EXPECT_EQ(remarks[1].path, "/opt/y");
    EXPECT_EQ(remarks[1].detection, "Other");
}

TEST(Gate, RefusesWhateverIsNotScannedWhole_R29) {
    auto skipped = clean_scan("ClamAV");
    skipped.skipped = {{"/opt/x.zip", "encrypted"}};
    auto word = clean_scan("ClamAV");
    word.result = ScanResult::inconclusive;
    auto files = clean_scan("ClamAV");
    --files.files_scanned;
    auto bytes = clean_scan("ClamAV");
    --bytes.bytes_scanned;
    auto nothing = clean_scan("ClamAV");
    nothing.files_offered = nothing.files_scanned = 0;
    for (const auto& scan : {skipped, word, files, bytes, nothing})
        EXPECT_EQ(codes({scan}), std::vector{Code::scan_inconclusive});
}

TEST(Gate, CountsOneEngineOnceUnderAnyName_R17) {
    GateRules rules;
    rules.min_engines = 2;
    EXPECT_TRUE(codes({clean_scan("ClamAV"), clean_scan("YARA")}, rules).empty());
    EXPECT_EQ(codes({clean_scan("ClamAV")}, rules), std::vector{Code::scan_too_few_engines});
    auto again = clean_scan("ClamAV");
    again.engine = "ClamAV Pro";
    EXPECT_EQ(codes({clean_scan("ClamAV"), again}, rules), std::vector{Code::scan_too_few_engines});
}

TEST(Gate, CountsTheAgeOfADatabaseUntilNowOrUntilTheScan_R16) {
    auto scan = clean_scan("ClamAV");
    EXPECT_TRUE(codes({scan}, days(1)).empty());
    for (auto* time : {&scan.database_date, &scan.started, &scan.finished}) *time -= std::chrono::days(30);
    EXPECT_EQ(codes({scan}, days(7)), std::vector{Code::scan_database_stale});
    EXPECT_TRUE(codes({scan}, days(7), DatabaseAge::at_scan).empty());
    EXPECT_TRUE(codes({scan}).empty());
    scan.database_date -= std::chrono::days(8);
    EXPECT_EQ(codes({scan}, days(7), DatabaseAge::at_scan), std::vector{Code::scan_database_stale});
}

TEST(Gate, TakesTheStricterOfOptionAndPolicy) {
    ScanRules policy;
    policy.min_engines = 3;
    policy.max_database_age = std::chrono::days(5);
    policy.engines = {"YARA"};
    const auto stricter = with_policy(days(7), policy);
    EXPECT_EQ(stricter.min_engines, 3U);
    EXPECT_EQ(stricter.max_database_age, std::chrono::days(5));
    EXPECT_EQ(with_policy(days(2), policy).max_database_age, std::chrono::days(2));
    EXPECT_EQ(with_policy({}, policy).max_database_age, std::chrono::days(5));
    EXPECT_EQ(codes({clean_scan("ClamAV")}, with_policy({}, policy)).front(), Code::scan_engine_not_allowed);
}

}  // namespace
}  // namespace mme
