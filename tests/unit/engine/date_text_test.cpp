// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/date_text.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const Zone utc{std::chrono::minutes(0)};

std::string date(const std::string& text, const std::string& format, Zone zone) {
    const auto time = parse_date(text, format, zone);
    return time ? to_rfc3339(*time) : time.error().text();
}

TEST(DateText, IsReadInTheGivenZone) {
    EXPECT_EQ(date("20261123", "%Y%m%d", utc), "2026-11-23T00:00:00Z");
    EXPECT_EQ(date("2026-11-23 02:00", "%Y-%m-%d %H:%M", Zone(std::chrono::minutes(540))),
              "2026-11-22T17:00:00Z");
}

TEST(DateText, StatesItsOwnZoneWithTheZoneWord) {
    EXPECT_EQ(date("2026-11-23T02:00:00+0900", "%Y-%m-%dT%H:%M:%S%z", utc), "2026-11-22T17:00:00Z");
    EXPECT_EQ(date("1795501387", "%s", utc), "2026-11-24T06:23:07Z");
}

TEST(DateText, RefusesOtherFormsRestsAndDaysThatDoNotExist) {
    for (const char* text : {"", "2026", "20261123x", "20261131", "20260229", "00000000", "-1"})
        EXPECT_FALSE(parse_date(text, "%Y%m%d", utc)) << text;
    EXPECT_FALSE(parse_date("19600101", "%Y%m%d", utc));
}

TEST(Zone, IsUtcLocalOrAnOffset) {
    EXPECT_EQ(*parse_zone("utc"), utc);
    EXPECT_EQ(*parse_zone("local"), Zone());
    EXPECT_EQ(*parse_zone("-03:30"), Zone(std::chrono::minutes(-210)));
    EXPECT_EQ(*parse_zone("+0900"), Zone(std::chrono::minutes(540)));
    for (const char* text : {"", "+", "09:00", "+9", "+24:00", "+0a00", "+09:000", "CET"})
        EXPECT_FALSE(parse_zone(text)) << text;
}

}  // namespace
}  // namespace mme
