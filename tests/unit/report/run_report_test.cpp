// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/report/run_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/report/clean_scan.h"

namespace mme {
namespace {

RunReport refused_report() {
    auto scan = clean_scan("ClamAV");
    scan.detections = {{"/opt/x\n\x1b[2J", "Eicar"}};
    PackageReport bad{"bad.rpm",
                      PackageState::refused,
                      Identity{PackageType::rpm, "bad", "1-1", "noarch"},
                      Sha256{},
                      remarks_on({scan}, {}, DatabaseAge::now),
                      {scan}};
    return {"seal", {{"good.rpm", PackageState::clean, {}, {}, {}, {clean_scan("ClamAV")}}, bad}};
}

TEST(RunReport, NamesPackagePathEngineAndDetectionInJson_R2a) {
    const auto json = nlohmann::json::parse(report_json(refused_report()));
    EXPECT_EQ(json["format"], "mme-report/1");
    EXPECT_EQ(json["result"], "refused");
    EXPECT_EQ(json["packages"][0]["result"], "clean");
    const auto& finding = json["packages"][1]["findings"][0];
    EXPECT_EQ(finding["code"], "scan-infected");
    EXPECT_EQ(finding["engine"], "ClamAV");
    EXPECT_EQ(finding["path"], "/opt/x\n\x1b[2J");
    EXPECT_EQ(finding["detection"], "Eicar");
    EXPECT_EQ(json["packages"][1]["scans"][0]["database-version"], "27");
}

TEST(RunReport, CannotDrawOnATerminal) {
    const auto text = report_text(refused_report());
    EXPECT_NE(text.find("bad.rpm: refused"), std::string::npos);
    EXPECT_NE(text.find("scan-infected: ClamAV found Eicar in /opt/x\\x0A\\x1B[2J"), std::string::npos);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(RunReport, IsCleanOnlyIfEveryPackageIs) {
    RunReport report{"seal", {}};
    EXPECT_FALSE(report.all_clean());
    report.packages.resize(1);
    EXPECT_FALSE(report.all_clean());
    report.packages[0].state = PackageState::clean;
    EXPECT_TRUE(report.all_clean());
    report.packages.push_back({"x", PackageState::unchecked, {}, {}, {}, {}});
    EXPECT_FALSE(report.all_clean());
}

}  // namespace
}  // namespace mme
