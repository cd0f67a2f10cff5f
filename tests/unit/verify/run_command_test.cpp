// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/process/run_command.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <thread>

namespace mme {
namespace {

using namespace std::chrono_literals;
using End = Outcome::End;

Outcome run_script(const std::string& script, std::chrono::milliseconds timeout = 20s,
                   std::size_t most = 1000) {
    const auto outcome = run_command({{"/bin/sh", "-c", script}, {"COLOUR=blue"}, "/", timeout, most});
    EXPECT_TRUE(outcome);
    return *outcome;
}

TEST(RunCommand, GivesExitCodeAndBothOutputsInOrder) {
    const auto outcome = run_script("echo one; echo two >&2; echo three; exit 7");
    EXPECT_EQ(outcome.end, End::exited);
    EXPECT_EQ(outcome.code, 7);
    EXPECT_EQ(outcome.output, "one\ntwo\nthree\n");
}

TEST(RunCommand, PassesItsOwnEnvironmentAlone) {
    ::setenv("MME_SECRET", "x", 1);
    EXPECT_EQ(run_script("echo $COLOUR $LC_ALL ${MME_SECRET-none} $(pwd); cat").output, "blue C none /\n");
}

TEST(RunCommand, PassesNoOpenFile) {
    EXPECT_EQ(run_script("ls /proc/self/fd | wc -l").output, "4\n");  // three and the folder itself
}

TEST(RunCommand, TakesNoUnknownEndForExitCode0) {
    ::signal(SIGCHLD, SIG_IGN);
    const auto outcome = run_command({{"/bin/sh", "-c", "exit 1"}, {}, "/", 20s, 1000});
    ::signal(SIGCHLD, SIG_DFL);
    EXPECT_FALSE(outcome);
}

TEST(RunCommand, NamesTheSignal) {
    const auto outcome = run_script("kill -SEGV $$");
    EXPECT_EQ(outcome.end, End::killed_by_signal);
    EXPECT_EQ(outcome.code, SIGSEGV);
    EXPECT_NE(describe(outcome).find("signal 11"), std::string::npos);
}

TEST(RunCommand, EndsAtTheTimeOutWithAllItStarted) {
    const auto outcome = run_script("echo $$; sleep 300 & sleep 300", 200ms);
    EXPECT_EQ(outcome.end, End::timed_out);
    const int group = std::stoi(outcome.output);
    for (int i = 0; i < 100 && ::kill(-group, 0) == 0; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_NE(::kill(-group, 0), 0);
}

TEST(RunCommand, DoesNotWaitForWhatTheProgramLeavesBehind) {
    const auto outcome = run_script("sleep 300 & echo done");
    EXPECT_EQ(outcome.end, End::exited);
    EXPECT_EQ(outcome.output, "done\n");
}

TEST(RunCommand, EndsWhenTooMuchIsWritten) {
    EXPECT_EQ(run_script("yes").end, End::too_much_output);
    EXPECT_EQ(run_script("head -c 1001 /dev/zero").end, End::too_much_output);
    EXPECT_EQ(run_script("head -c 1000 /dev/zero").output.size(), 1000U);
}

TEST(RunCommand, EndsWhenItIsToStop) {
    const auto outcome =
        run_command({{"/bin/sh", "-c", "sleep 300"}, {}, "/", 20s, 1000, []() noexcept { return true; }});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->end, End::stopped);
}

TEST(RunCommand, RefusesAProgramThatIsNotThere) {
    EXPECT_FALSE(run_command({{"/nonexistent"}, {}, "/", 1s, 10}));
    EXPECT_FALSE(run_command({{"sh"}, {}, "/", 1s, 10}));
    EXPECT_FALSE(run_command({{}, {}, "/", 1s, 10}));
    EXPECT_FALSE(run_command({{"/bin/sh"}, {}, "/nonexistent", 1s, 10}));
}

}  // namespace
}  // namespace mme
