// SPDX-License-Identifier: LGPL-2.1-or-later
// Programs that leave others behind: in the background, in a session of their own, as daemons.
#include "tools/mmemanifest/engine/supervised_command.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "tests/engines/scratch.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct Way {
    std::string name;
    std::string start;  ///< shell that starts "$0 work" and goes on
};

std::ostream& operator<<(std::ostream& out, const Way& way) {
    return out << way.name;
}

const Way ways[] = {
    {"Background", "\"$0\" work & "},
    {"NoHangUp", "nohup \"$0\" work & "},
    {"OwnSession", "setsid \"$0\" work & "},
    {"DoubleFork", "(setsid \"$0\" work </dev/null & ) & wait; "},
    {"DaemonOfADaemon", "(setsid sh -c '\"$1\" work & exit 0' - \"$0\" & ) ; "},
};

class LeftBehind : public testing::TestWithParam<Way> {
  protected:
    LeftBehind() { set_worker_program(MME_SCAN_WORKER); }

    /// A program that starts itself with `work` in that way and exits with 0; it notes its number before it
    /// works.
    [[nodiscard]] Command command(const std::string& work, std::chrono::milliseconds timeout) const {
        const std::string text = "#!/bin/sh\nwork() { echo $$ >" + note() + ".new; mv " + note() + ".new " +
                                 note() + "; " + work + "; }\nif [ \"$1\" = work ]; then work; exit; fi\n" +
                                 GetParam().start + "\nexit 0\n";
        Command command;
        command.arguments = {scratch_.write("program", text, 0755)};
        command.timeout = timeout;
        command.max_output_bytes = 1000;
        return command;
    }

    [[nodiscard]] std::string note() const { return scratch_.path("number"); }

    [[nodiscard]] pid_t number() const {
        pid_t id = 0;
        std::ifstream(note()) >> id;
        return id;
    }

    /// Whether what was left behind is gone, or will be within a second.
    [[nodiscard]] bool ends_soon() const {
        const auto end = Clock::now() + 1s;
        while (::kill(number(), 0) == 0 && Clock::now() < end) std::this_thread::sleep_for(10ms);
        return number() > 0 && ::kill(number(), 0) != 0;
    }

    Scratch scratch_;
};

TEST_P(LeftBehind, IsWaitedForAndItsOutputIsRead_R29) {
    const auto outcome = run_supervised(command("sleep 0.7; echo late", 20s));
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->end, Outcome::End::exited) << describe(*outcome);
    EXPECT_EQ(outcome->code, 0);
    EXPECT_NE(outcome->output.find("late"), std::string::npos) << outcome->output;
}

TEST_P(LeftBehind, IsNamedAndEndedAtTheTimeOut_R29) {
    const auto outcome = run_supervised(command("exec sleep 300", 1500ms));
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->end, Outcome::End::outlived) << describe(*outcome);
    EXPECT_NE(describe(*outcome).find("(sleep)"), std::string::npos) << describe(*outcome);
    EXPECT_TRUE(ends_soon());
}

TEST_P(LeftBehind, IsEndedWithinASecondOfASignal_R29) {
    auto endless = command("exec sleep 300", 60s);
    static Clock::time_point stop_at;
    stop_at = Clock::now() + 1s;
    endless.stop = []() noexcept { return Clock::now() >= stop_at; };
    const auto outcome = run_supervised(endless);
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->end, Outcome::End::stopped);
    EXPECT_LT(Clock::now() - stop_at, 1s);
    EXPECT_TRUE(ends_soon());
}

TEST_P(LeftBehind, IsEndedWhenWhoStartedItIsKilled_R29) {
    const auto endless = command("exec sleep 300", 60s);
    const pid_t id = ::fork();
    if (id == 0) {
        (void)run_supervised(endless);
        ::_exit(0);
    }
    const auto end = Clock::now() + 10s;
    while (number() == 0 && Clock::now() < end) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(::kill(number(), 0), 0);
    ::kill(id, SIGKILL);
    ::waitpid(id, nullptr, 0);
    EXPECT_TRUE(ends_soon());
}

INSTANTIATE_TEST_SUITE_P(Ways, LeftBehind, testing::ValuesIn(ways),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace mme
