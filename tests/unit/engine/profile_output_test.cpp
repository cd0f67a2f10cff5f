// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile_output.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/unit/engine/two_files.h"

namespace mme {
namespace {

class ProfileOutput : public testing::Test {
  protected:
    std::vector<FileAnswer> judge(int code, const std::string& output) const {
        return judge_output(profile, {Outcome::End::exited, code, output}, 2, file_at);
    }
    void expect_no_file_clean(const std::vector<FileAnswer>& answers, const std::string& reason) const {
        ASSERT_EQ(answers.size(), 2U);
        for (const auto& answer : answers) {
            EXPECT_EQ(answer.state, FileState::not_scanned);
            EXPECT_NE(answer.text.find(reason), std::string::npos) << answer.text;
        }
    }

    Profile profile = load_profile(std::string(MME_SOURCE_DIR) + "/contrib/engines/clamscan.toml").value();
};

const std::string both_ok = "/f/1: OK\n/f/2: Empty file\n";

TEST_F(ProfileOutput, IsCleanWhenEveryFileIsNamedClean) {
    for (const auto& answer : judge(0, both_ok)) EXPECT_EQ(answer.state, FileState::clean) << answer.text;
    for (const auto& answer : judge(0, "/f/1: OK\r\n\r\n/f/2: OK"))
        EXPECT_EQ(answer.state, FileState::clean) << answer.text;
}

TEST_F(ProfileOutput, NamesADetectionAndLeavesTheOthersClean) {
    const auto answers = judge(1, "/f/1: OK\n/f/2/inner.zip: Win.Test-1 FOUND\n");
    EXPECT_EQ(answers[0].state, FileState::clean);
    EXPECT_EQ(answers[1].state, FileState::infected);
    EXPECT_EQ(answers[1].text, "Win.Test-1");
}

TEST_F(ProfileOutput, WithoutAFilesLineIsNotScanned) {
    const auto answers = judge(0, "/f/1: OK\n");
    EXPECT_EQ(answers[0].state, FileState::clean);
    EXPECT_EQ(answers[1].text, "the scanner's output does not name it");
    expect_no_file_clean(judge(0, ""), "does not name it");
}

TEST_F(ProfileOutput, OfALimitIsNotScannedEvenIfTheFileIsNamedCleanToo) {
    const auto answers = judge(1, both_ok + "/f/2: Heuristics.Limits.Exceeded.MaxFileSize FOUND\n");
    EXPECT_EQ(answers[0].state, FileState::clean);
    EXPECT_EQ(answers[1].state, FileState::not_scanned);
    EXPECT_EQ(answers[1].text, "Heuristics.Limits.Exceeded.MaxFileSize");
}

TEST_F(ProfileOutput, WithAnUnknownExitCodeCountsForNothing) {
    expect_no_file_clean(judge(7, both_ok), "exit code 7, which the profile does not know");
}

TEST_F(ProfileOutput, WithAnErrorCodeCountsForNothing) {
    expect_no_file_clean(judge(2, both_ok), "exit code 2 (some error(s) occurred)");
}

TEST_F(ProfileOutput, ThatContradictsTheExitCodeCountsForNothing) {
    expect_no_file_clean(judge(1, both_ok), "but no line names a file");
    const auto answers = judge(0, "/f/1: OK\n/f/2: Win.Test FOUND\n");
    EXPECT_NE(answers[0].text.find("contradicts 1 detections"), std::string::npos);
    EXPECT_EQ(answers[1].state, FileState::infected);
}

TEST_F(ProfileOutput, WithAnUnknownLineCountsForNothing) {
    expect_no_file_clean(judge(0, both_ok + "LibClamAV Warning: **\n"), "does not know the scanner's line");
    profile.output.strict = false;
    EXPECT_EQ(judge(0, both_ok + "hello\n")[0].state, FileState::clean);
}

TEST_F(ProfileOutput, ThatNamesAForeignFileCountsForNothing) {
    expect_no_file_clean(judge(0, both_ok + "/etc/passwd: OK\n"), "names no file of the package");
}

TEST_F(ProfileOutput, WithADetectionInAForeignFileInfectsThePackage) {
    const auto answers = judge(1, both_ok + "/etc/passwd: Win.Test FOUND\n");
    EXPECT_EQ(answers[0].state, FileState::infected);
    EXPECT_EQ(answers[1].state, FileState::not_scanned);
}

TEST_F(ProfileOutput, WithALowCountOrNoneCountsForNothing) {
    profile.output.file_count = Pattern::compile("^Scanned files: (?P<count>\\d+)$", {"count"}).value();
    expect_no_file_clean(judge(0, both_ok + "Scanned files: 1\n"), "scanned 1 files of 2");
    expect_no_file_clean(judge(0, both_ok), "does not say how many files");
    expect_no_file_clean(judge(0, both_ok + "Scanned files: 99999999999999999999999\n"), "how many files");
    EXPECT_EQ(judge(0, both_ok + "Scanned files: 2\n")[0].state, FileState::clean);
}

TEST_F(ProfileOutput, OfAScannerThatWasStoppedCountsForNothing) {
    using End = Outcome::End;
    expect_no_file_clean(judge_output(profile, {End::killed_by_signal, 11, both_ok}, 2, file_at),
                         "signal 11");
    expect_no_file_clean(judge_output(profile, {End::timed_out, 0, both_ok}, 2, file_at), "time-out");
    expect_no_file_clean(judge_output(profile, {End::too_much_output, 0, both_ok}, 2, file_at),
                         "too much output");
}

TEST_F(ProfileOutput, KeepsADetectionOfAScannerThatDied) {
    const auto answers =
        judge_output(profile, {Outcome::End::killed_by_signal, 11, "/f/2: Win.Test FOUND\n"}, 2, file_at);
    EXPECT_EQ(answers[1].state, FileState::infected);
}

}  // namespace
}  // namespace mme
