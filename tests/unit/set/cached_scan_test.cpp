// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cached_scan.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "libverify/digest/hasher.h"
#include "tests/unit/package/real_packages.h"
#include "tools/mmemanifest/engine/file_engine.h"

namespace mme {
namespace {

/// Answers all files in one way and counts them.
class Counting final : public FileEngine {
  public:
    explicit Counting(std::string title) : stated{std::move(title), "1.0", "27", Timestamp{}, "max=1"} {
        stated.database_date += std::chrono::hours(1);
    }
    [[nodiscard]] const EngineFacts& facts() const override { return stated; }
    [[nodiscard]] FileAnswer scan(const SpooledFile& /*file*/, const EngineFacts& /*stated*/,
                                  const PackageTime& /*time*/) const override {
        ++scanned;
        return answer;
    }
    [[nodiscard]] Result<EngineFacts> ask_facts(const PackageTime& /*time*/) const override {
        std::this_thread::sleep_for(time_to_state);
        return stated;
    }

    EngineFacts stated;
    std::chrono::milliseconds time_to_state{0};
    FileAnswer answer{FileState::clean, {}};
    mutable std::atomic<int> scanned{0};
};

class Quiet final : public ScanWatch {
  public:
    void begun(const std::vector<const Engine*>& engines) override { engines_begun = engines.size(); }
    Status offered(std::uint64_t /*bytes*/) override { return Done{}; }
    void answered(const Engine& /*engine*/, std::uint64_t /*bytes*/) noexcept override {}
    std::size_t engines_begun = 0;
};

class CachedScan : public testing::Test {
  protected:
    test::Scratch scratch;
    std::filesystem::path package = test::build_deb(scratch);
    Counting first{"First"};
    Counting second{"Second"};
    Unpacker unpacker = opened();
    ScanStore store{ScanCache::open(scratch.path() / "cache").value(), sha256_of(as_bytes("program"))};

    static Unpacker opened() {
        set_worker_program(MME_SCAN_WORKER);
        return Unpacker::open().value();
    }

    ScannedPackage scan(std::chrono::seconds most = std::chrono::hours(1)) {
        auto scanned = open_package(package, unpacker, PackageTime::of(std::chrono::hours(1))).value();
        Quiet watch;
        const auto done = scan_with_cache(store, scanned, {&first, &second},
                                          {unpacker, UnpackLimits{}, PackageTime::of(most), watch});
        EXPECT_TRUE(done) << done.error().text();
        return scanned;
    }
};

TEST_F(CachedScan, DoesNotScanTheSameTwiceAndReportsTheSame_R2b) {
    const auto once = scan();
    const int files = first.scanned;
    ASSERT_GT(files, 1);
    const auto again = scan();
    EXPECT_EQ(first.scanned, files);
    EXPECT_EQ(second.scanned, files);
    EXPECT_EQ(again.scans, once.scans);
    EXPECT_EQ(again.files, once.files);
}

TEST_F(CachedScan, ScansWithTheOneEngineWhoseDatabaseIsNew) {
    const auto once = scan();
    const int files = first.scanned;
    second.stated.database_version = "28";
    const auto again = scan();
    EXPECT_EQ(first.scanned, files);
    EXPECT_EQ(second.scanned, 2 * files);
    ASSERT_EQ(again.scans.size(), 2U);
    EXPECT_EQ(again.scans[0], once.scans[0]);
    EXPECT_EQ(again.scans[1].database_version, "28");
}

TEST_F(CachedScan, ScansAgainWhatWasNotScannedToItsEnd_R29) {
    first.answer = {FileState::not_scanned, "time-out"};
    EXPECT_EQ(scan().scans[0].result, ScanResult::inconclusive);
    const int files = first.scanned;
    first.answer = {FileState::clean, {}};
    EXPECT_EQ(scan().scans[0].result, ScanResult::clean);
    EXPECT_EQ(first.scanned, 2 * files);
    EXPECT_EQ(second.scanned, files);
}

TEST_F(CachedScan, HasOneTimeForThePackageNotOneForEachStep_R29) {
    first.time_to_state = std::chrono::milliseconds(1200);  // once before the cache is asked, once after
    const auto scanned = scan(std::chrono::seconds(2));
    const Skipped late{"harmless.deb", "the package took more than 2 s (--max-package-seconds)"};
    ASSERT_EQ(scanned.scans[0].result, ScanResult::inconclusive);
    EXPECT_EQ(first.scanned, 0);
    EXPECT_EQ(scanned.scans[0].skipped.front().reason, late.reason);
}

TEST_F(CachedScan, KeepsADetection) {
    first.answer = {FileState::infected, "Test.Virus"};
    const auto once = scan();
    first.answer = {FileState::clean, {}};
    const auto again = scan();
    EXPECT_EQ(again.scans[0].result, ScanResult::infected);
    EXPECT_EQ(again.scans, once.scans);
}

TEST_F(CachedScan, ScansAgainWhenAnotherProgramScanned) {
    scan();
    const int files = first.scanned;
    store.program = sha256_of(as_bytes("another build"));
    scan();
    EXPECT_EQ(first.scanned, 2 * files);
}

TEST_F(CachedScan, ScansAgainWhenAnEntryIsDamaged) {
    scan();
    const int files = first.scanned;
    for (const auto& file : std::filesystem::directory_iterator(scratch.path() / "cache"))
        std::filesystem::resize_file(file, file.file_size() - 1);
    scan();
    EXPECT_EQ(first.scanned, 2 * files);
}

}  // namespace
}  // namespace mme
