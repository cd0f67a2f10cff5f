// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/lane.h"

#include <gtest/gtest.h>

#include "tests/unit/engine/spooled.h"

namespace mme {
namespace {

using Answers = std::vector<FileAnswer>;

class ScriptedSession final : public Session {
  public:
    explicit ScriptedSession(Answers answers) : answers_(std::move(answers)) {}
    void offer(std::shared_ptr<const SpooledFile> /*file*/) override {}
    Answers finish() override { return answers_; }

  private:
    Answers answers_;
};

/// States `before`, gives `answers`, states `after`.
class Scripted final : public Engine {
  public:
    [[nodiscard]] const EngineFacts& facts() const override { return opened; }
    [[nodiscard]] Result<EngineFacts> ask_facts(const PackageTime& /*time*/) const override {
        return asked_++ == 0 ? before : after;
    }
    [[nodiscard]] std::unique_ptr<Session> open_session(const EngineFacts& /*stated*/,
                                                        const PackageTime& /*time*/) const override {
        return std::make_unique<ScriptedSession>(answers);
    }

    EngineFacts opened{"Engine", "1.0", "27", Timestamp(std::chrono::seconds(1)), ""};
    Result<EngineFacts> before = opened;
    Result<EngineFacts> after = opened;
    Answers answers{{FileState::clean, {}}, {FileState::clean, {}}};

  private:
    mutable int asked_ = 0;
};

Scan scan_of_two_files(const Engine& engine) {
    Lane lane(engine);
    lane.offer(spooled("package.rpm", "12345"));
    lane.offer(spooled("/opt/mmed", "123"));
    return lane.finish();
}

TEST(Lane, ReportsCleanWhenEveryFileIs) {
    const auto scan = scan_of_two_files(Scripted{});
    EXPECT_EQ(scan.result, ScanResult::clean);
    EXPECT_EQ(scan.files_scanned, 2U);
    EXPECT_EQ(scan.bytes_scanned, 8U);
}

TEST(Lane, NamesAThousandOfAKindAndCountsTheRest_R29) {
    constexpr std::size_t files = 2500;
    Scripted engine;
    engine.answers.assign(files, {FileState::infected, "Test"});
    engine.answers.resize(2 * files, {FileState::not_scanned, "error"});
    Lane lane(engine);
    for (std::size_t i = 0; i < engine.answers.size(); ++i)
        lane.offer(spooled("/opt/f" + std::to_string(i), "1"));
    const Scan scan = lane.finish();
    EXPECT_EQ(scan.files_scanned, files);
    ASSERT_EQ(scan.detections.size(), 1001U);
    EXPECT_EQ(scan.detections.back(), (Detection{"(more)", "1500 more detections"}));
    ASSERT_EQ(scan.skipped.size(), 1001U);
    EXPECT_EQ(scan.skipped.back(), (Skipped{"(more)", "1500 more files were not scanned"}));
}

TEST(Lane, IsInconclusiveWithoutAnyFile) {
    Scripted engine;
    engine.answers.clear();
    EXPECT_EQ(Lane(engine).finish().result, ScanResult::inconclusive);
}

TEST(Lane, NamesTheFileThatWasNotScanned) {
    Scripted engine;
    engine.answers[1] = {FileState::not_scanned, "time-out"};
    const auto scan = scan_of_two_files(engine);
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    ASSERT_EQ(scan.skipped.size(), 1U);
    EXPECT_EQ(scan.skipped[0], (Skipped{"/opt/mmed", "time-out"}));
    EXPECT_EQ(scan.bytes_scanned, 5U);
}

TEST(Lane, DoesNotReportTwoDatabasesAsOne) {
    Scripted engine;
    engine.after.value().database_version = "28";
    const auto scan = scan_of_two_files(engine);
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_EQ(scan.files_scanned, 0U);
    EXPECT_EQ(scan.skipped.at(0), (Skipped{"package.rpm", "database changed from 27 to 28 during the scan"}));
}

TEST(Lane, DoesNotReportTwoEngineVersionsAsOne) {
    Scripted engine;
    engine.after.value().version = "1.1";
    EXPECT_EQ(scan_of_two_files(engine).skipped.at(0).reason,
              "engine changed from 1.0 to 1.1 during the scan");
}

TEST(Lane, IsInconclusiveWhenTheEngineCannotBeAsked) {
    Scripted before;
    before.before = fail(Code::internal_error, "clamd is gone");
    EXPECT_EQ(scan_of_two_files(before).skipped.at(0).reason, "clamd is gone");
    Scripted after;
    after.after = fail(Code::internal_error, "clamd is gone");
    EXPECT_EQ(scan_of_two_files(after).skipped.at(0).reason, "clamd is gone");
}

TEST(Lane, IsInconclusiveWhenTheEngineLeavesItsDatabaseOut) {
    Scripted engine;
    engine.before.value().database_version.clear();
    EXPECT_EQ(scan_of_two_files(engine).result, ScanResult::inconclusive);
}

TEST(Lane, IsInconclusiveWhenAnswersAreMissingOrSurplus) {
    for (const std::size_t count : {0U, 1U, 3U}) {
        Scripted engine;
        engine.answers.resize(count, {FileState::clean, {}});
        const auto scan = scan_of_two_files(engine);
        EXPECT_EQ(scan.result, ScanResult::inconclusive) << count;
        EXPECT_EQ(scan.files_scanned, 0U) << count;
    }
}

TEST(Lane, KeepsADetectionOfADatabaseThatChanged) {
    Scripted engine;
    engine.answers[0] = {FileState::infected, "Test\nVirus"};
    engine.after.value().database_version = "28";
    const auto scan = scan_of_two_files(engine);
    EXPECT_EQ(scan.result, ScanResult::infected);
    EXPECT_EQ(scan.detections.at(0), (Detection{"package.rpm", "Test\\x0aVirus"}));
}

}  // namespace
}  // namespace mme
