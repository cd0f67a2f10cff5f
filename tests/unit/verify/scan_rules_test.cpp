// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "libverify/decision/rules.h"

namespace mme {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

const Timestamp scan_time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};

Scan clean_scan(const std::string& engine) {
    Scan scan;
    scan.engine = engine;
    scan.engine_version = "1.0 of " + engine;
    scan.database_version = "100";
    scan.database_date = scan_time - days{1};
    scan.started = scan_time;
    scan.finished = scan_time + minutes{1};
    scan.result = ScanResult::clean;
    scan.files_offered = scan.files_scanned = 3;
    scan.bytes_offered = scan.bytes_scanned = 300;
    return scan;
}

FileEntry entry(const std::string& path, FileType type, std::uint64_t size) {
    FileEntry made;
    made.path = path;
    made.type = type;
    made.size = size;
    return made;
}

class ScanRules : public testing::Test {
  protected:
    ScanRules() {
        manifest.scans = {clean_scan("A"), clean_scan("B")};
        manifest.created = scan_time + minutes{2};
        package.identity.type = PackageType::deb;
        package.parts = {{"debian-binary", 4, {}}, {"control.tar", 96, {}}, {"data.tar", 100, {}}};
        package.scripts = {1, 40};
        manifest.package.files = {entry("/opt/x", FileType::file, 60)};
        policy.scan = {
            .min_engines = 2, .engines = {}, .max_database_age = days{7}, .max_scan_age = days{365}};
        policy.max_skew = minutes{10};
        signers = {{"vendor", "vendor", "F", scan_time + minutes{3}}};
    }

    std::vector<Code> codes() {
        std::vector<Finding> findings;
        check_scans({manifest, package, policy, signers, installed, now}, findings);
        std::vector<Code> found;
        for (const Finding& finding : findings) found.push_back(finding.code);
        return found;
    }

    Manifest manifest;
    Package package;
    Policy policy;
    std::vector<Signer> signers;
    std::vector<std::string> installed;
    Timestamp now = scan_time + hours{1};
};

using Codes = std::vector<Code>;

TEST_F(ScanRules, AcceptsTwoCleanEngines_R2b) {
    EXPECT_EQ(codes(), Codes{});
}

TEST_F(ScanRules, RefusesNoScan_R2b) {
    manifest.scans.clear();
    EXPECT_EQ(codes(), (Codes{Code::scan_missing, Code::scan_too_few_engines}));
}

TEST_F(ScanRules, RefusesOneInfectedAmongThree_R2a) {
    manifest.scans.push_back(clean_scan("C"));
    manifest.scans[1].result = ScanResult::infected;
    EXPECT_EQ(codes(), Codes{Code::scan_infected});
}

TEST_F(ScanRules, RefusesCleanWithADetection_R2a) {
    manifest.scans[0].detections = {{"/bin/x", "Eicar"}};
    EXPECT_EQ(codes(), Codes{Code::scan_infected});
}

TEST_F(ScanRules, NotFullyScannedIsNotClean_R29) {
    manifest.scans[0].files_scanned = 2;
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
    manifest.scans[0] = clean_scan("A");
    manifest.scans[0].skipped = {{"/bin/x", "encrypted"}};
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
    manifest.scans[0] = clean_scan("A");
    manifest.scans[0].files_offered = manifest.scans[0].files_scanned = 0;
    EXPECT_EQ(codes(), (Codes{Code::scan_inconclusive, Code::scan_inconclusive}));
}

TEST_F(ScanRules, CountsAddUpFromPartsScriptsAndInventory_R29) {
    manifest.package.files.push_back(entry("/opt/y", FileType::file, 1));
    EXPECT_EQ(codes(), (Codes{Code::scan_inconclusive, Code::scan_inconclusive}));
    for (Scan& scan : manifest.scans) {
        scan.files_offered = scan.files_scanned = 4;
        scan.bytes_offered = scan.bytes_scanned = 301;
    }
    EXPECT_EQ(codes(), Codes{});
}

TEST_F(ScanRules, OnlyRegularFilesCount_R29) {
    for (const FileType type :
         {FileType::directory, FileType::symlink, FileType::hardlink, FileType::device, FileType::fifo})
        manifest.package.files.push_back(entry("/opt/y", type, 0));
    EXPECT_EQ(codes(), Codes{});
}

TEST_F(ScanRules, AFileLessOrAByteLessIsNotClean_R29) {
    manifest.scans[0].files_offered = manifest.scans[0].files_scanned = 2;
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
    manifest.scans[0] = clean_scan("A");
    manifest.scans[1].bytes_offered = manifest.scans[1].bytes_scanned = 299;
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
}

TEST_F(ScanRules, MembersOfContainersCount_R29) {
    manifest.package.containers = {{"/opt/x", 7, 700, {}}, {"control/postinst", 1, 1, {}}};
    EXPECT_EQ(codes(), (Codes{Code::scan_inconclusive, Code::scan_inconclusive}));
    for (Scan& scan : manifest.scans) {
        scan.files_offered = scan.files_scanned = 3 + 8;
        scan.bytes_offered = scan.bytes_scanned = 300 + 701;
    }
    EXPECT_EQ(codes(), Codes{});
}

TEST_F(ScanRules, CountsThatWrapAroundDoNotAddUp_R28) {
    constexpr std::uint64_t most = ~std::uint64_t{0};
    manifest.package.containers = {{"/a", most, most, {}}, {"/b", 1, 1, {}}};
    EXPECT_EQ(codes(), (Codes{Code::scan_inconclusive, Code::scan_inconclusive}));
}

/// The same totals, from an rpm's header.
class RpmScanRules : public ScanRules {
  protected:
    RpmScanRules() {
        package.identity.type = PackageType::rpm;
        package.listed = Tally{1, 60};
        manifest.package.files.clear();
    }
};

TEST_F(RpmScanRules, TheHeadersFileListCounts_R29) {
    EXPECT_EQ(codes(), Codes{});
    package.listed = Tally{2, 60};
    EXPECT_EQ(codes(), (Codes{Code::scan_inconclusive, Code::scan_inconclusive}));
}

TEST_F(RpmScanRules, AnInventoryHasToAgreeWithTheHeader_R29) {
    manifest.package.files = {entry("/opt/x", FileType::file, 60)};
    EXPECT_EQ(codes(), Codes{});
    manifest.package.files[0].size = 59;
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
    manifest.package.files[0].type = FileType::device;
    EXPECT_EQ(codes(), Codes{Code::scan_inconclusive});
}

TEST_F(RpmScanRules, AHeaderThatCannotBeAddedUpIsNotClean_R29) {
    package.listed.reset();
    EXPECT_NE(codes(), Codes{});
}

TEST_F(ScanRules, OneEngineTwiceCountsOnce_R17) {
    manifest.scans[1] = clean_scan("A");
    EXPECT_EQ(codes(), Codes{Code::scan_too_few_engines});
}

TEST_F(ScanRules, OneEngineUnderTwoNamesCountsOnce_R17) {
    manifest.scans[1].engine_version = manifest.scans[0].engine_version;
    EXPECT_EQ(codes(), Codes{Code::scan_too_few_engines});
}

TEST_F(ScanRules, LibraryMayBeExactlyAsOldAsAllowed_R16) {
    manifest.scans[0].database_date = scan_time - days{7};
    EXPECT_EQ(codes(), Codes{});
    manifest.scans[0].database_date = scan_time - days{8};
    EXPECT_EQ(codes(), Codes{Code::scan_database_stale});
}

TEST_F(ScanRules, RefusesAnOldScan_R16) {
    now = scan_time + days{366};
    EXPECT_EQ(codes(), (Codes{Code::scan_too_old, Code::scan_too_old}));
}

TEST_F(ScanRules, RefusesAScanInTheFuture_R21) {
    now = scan_time - days{1};
    EXPECT_NE(codes(), Codes{});
}

TEST_F(ScanRules, RefusesAScanAfterTheSignature_R16) {
    signers[0].made = scan_time - days{1};
    EXPECT_EQ(codes(), (Codes{Code::scan_time_invalid, Code::scan_time_invalid}));
}

TEST_F(ScanRules, RefusesAnEngineOffTheList_R17) {
    policy.scan.engines = {"A"};
    EXPECT_EQ(codes(), Codes{Code::scan_engine_not_allowed});
}

}  // namespace
}  // namespace mme
