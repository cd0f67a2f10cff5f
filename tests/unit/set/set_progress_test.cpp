// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/set_progress.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tools/mmemanifest/set/progress_text.h"

namespace mme {
namespace {

using namespace std::chrono_literals;
using Clock = SetProgress::Clock;

/// Four packages of 100 bytes; the first, which held 300, was scanned by Fast wholly and by Slow to a third.
class Progress : public testing::Test {
  protected:
    Clock::time_point start{};
    SetProgress progress{{100, 100, 100, 100}, start};

    void scan_first() {
        progress.begin(0, "a.rpm");
        progress.join(0, {"Fast", "Slow"});
        progress.unpacked(0, 100);
        progress.unpacked(0, 200);
        progress.answered(0, "Fast", 100);
        progress.answered(0, "Fast", 200);
        progress.answered(0, "Slow", 100);
    }
};

TEST_F(Progress, ShowsEachPackageWithEachEngine) {
    scan_first();
    const auto state = progress.state(start + 1s);
    ASSERT_EQ(state.running.size(), 1U);
    EXPECT_EQ(state.running[0].bytes, 300U);
    ASSERT_EQ(state.running[0].engines.size(), 2U);
    EXPECT_EQ(state.running[0].engines[1].engine, "Slow");
    EXPECT_EQ(state.running[0].engines[1].bytes, 100U);
}

TEST_F(Progress, DoesNotGuessBeforeAPackageIsDone) {
    scan_first();
    EXPECT_FALSE(progress.state(start + 10s).left);
    EXPECT_FALSE(progress.state(start + 10s).engines[0].left);
}

TEST_F(Progress, JudgesTheTimeLeftByEachEnginesSpeed) {
    scan_first();
    progress.end(0);
    const auto state = progress.state(start + 10s);
    EXPECT_EQ(state.done, 1U);
    EXPECT_EQ(state.engines[0].left, 30s);   // 900 of 1200 bytes left at 30 a second
    EXPECT_EQ(state.engines[1].left, 110s);  // 1100 of 1200 bytes left at 10 a second
    EXPECT_EQ(state.left, 110s);
}

TEST_F(Progress, CountsNoTimeForKeptReports) {
    scan_first();
    progress.end(0);
    for (const std::size_t kept : {1U, 2U}) {
        progress.begin(kept, "kept.rpm");
        progress.end(kept);
    }
    const auto state = progress.state(start + 10s);
    EXPECT_EQ(state.done, 3U);
    EXPECT_EQ(state.engines[0].left, 10s);  // 300 of 600 bytes left at 30 a second
}

TEST_F(Progress, IsOneLineOfJson) {
    scan_first();
    const auto text = progress_json(progress.state(start + 1s));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    const auto json = nlohmann::json::parse(text);
    EXPECT_EQ(json["event"], "progress");
    EXPECT_EQ(json["packages"], 4);
    EXPECT_TRUE(json["seconds-left"].is_null());
    EXPECT_EQ(json["running"][0]["engines"][0]["engine"], "Fast");
    EXPECT_EQ(json["running"][0]["engines"][0]["files"], 2);
}

TEST_F(Progress, FitsTheTerminalAndCannotDrawOnIt) {
    progress.begin(0, std::string("evil\n\x1b[2J") + std::string(200, 'x'));
    const auto text = progress_text(progress.state(start + 1s), 40);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1)
        EXPECT_LE(text.find('\n', begin) - begin, 40U);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

}  // namespace
}  // namespace mme
