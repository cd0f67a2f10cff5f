// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/scan_time.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

using std::chrono::minutes;

std::string read(const std::string& text, std::optional<minutes> zone = {}) {
    const auto time = read_scan_time(text, zone);
    return time ? to_rfc3339(*time) : "refused";
}

TEST(ScanTime, ReadsATimeWithItsZone) {
    for (const char* text : {"2026-11-23T18:01:40Z", "2026-11-23 18:01:40 UTC", "2026/11/23 18:01:40.25 GMT",
                             "2026-11-24T03:01:40+09:00", "2026.11.23 14:31:40 -0330"})
        EXPECT_EQ(read(text), "2026-11-23T18:01:40Z") << text;
}

TEST(ScanTime, TheOptionIsForTimesThatStateNone) {
    EXPECT_EQ(read("2026-11-23 18:01", minutes(540)), "2026-11-23T09:01:00Z");
    EXPECT_EQ(read("2026-11-23 18:01Z", minutes(540)), "2026-11-23T18:01:00Z");
}

TEST(ScanTime, DemandsAZone_R16) {
    const auto time = read_scan_time("2026-11-23 18:01:40", {});
    ASSERT_FALSE(time);
    EXPECT_EQ(time.error().text(), "it states no time zone");
}

TEST(ScanTime, RefusesWhatMayMeanTwoDaysOrNone) {
    for (const char* text :
         {"", "2026-11-23", "11/12/2026 18:01", "23.11.2026 18:01", "2026-02-30 18:01", "2026-13-01 18:01",
          "2026-11-23 25:01", "2026-11-23 6:01 PM", "2026-11-23 18:01 CET", "2026-11-23 18:01 +25:00",
          "18:01", "2026-11-23T18:01:40Z to 2026-11-23T18:02:00Z"})
        EXPECT_EQ(read(text, minutes(0)), "refused") << text;
}

}  // namespace
}  // namespace mme
