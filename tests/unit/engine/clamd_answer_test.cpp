// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamd_answer.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const Zone clamd_zone{std::chrono::minutes(0)};

TEST(ClamdVersion, StatesEngineDatabaseAndDate) {
    const auto facts = parse_clamd_version("ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026", clamd_zone);
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->title, "ClamAV");
    EXPECT_EQ(facts->version, "1.4.6");
    EXPECT_EQ(facts->database_version, "27810");
    EXPECT_EQ(to_rfc3339(facts->database_date), "2026-11-23T20:11:22Z");
}

TEST(ClamdVersion, ReadsADayOfOneDigit) {
    const auto facts = parse_clamd_version("ClamAV 1.4.6/27790/Mon Nov  2 08:01:22 2026", clamd_zone);
    ASSERT_TRUE(facts);
    EXPECT_EQ(to_rfc3339(facts->database_date), "2026-11-02T08:01:22Z");
}

TEST(ClamdVersion, IsReadInTheDaemonsZone) {
    const auto facts =
        parse_clamd_version("ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026", Zone(std::chrono::minutes(540)));
    ASSERT_TRUE(facts);
    EXPECT_EQ(to_rfc3339(facts->database_date), "2026-11-23T11:11:22Z");
}

TEST(ClamdVersion, WithoutDatabaseOrDateIsRefused) {
    for (const char* line :
         {"", "ClamAV", "ClamAV 1.4.6", "ClamAV 1.4.6/", "ClamAV 1.4.6/27810", "ClamAV 1.4.6/27810/",
          "ClamAV 1.4.6//Mon Nov 23 20:11:22 2026", "ClamAV 1.4.6/0x1/Mon Nov 23 20:11:22 2026",
          "ClamAV 1.4.6/27810/yesterday", "ClamAV 1.4.6/27810/Mon Nov 31 20:11:22 2026",
          "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026 more", "UNKNOWN COMMAND",
          "ClamAV 1\n/27810/Mon Nov 23 20:11:22 2026", "Other 1.4.6/27810/Mon Nov 23 20:11:22 2026"})
        EXPECT_FALSE(parse_clamd_version(line, clamd_zone)) << line;
}

TEST(ClamdSessionLine, BelongsToItsRequest) {
    EXPECT_EQ(*parse_clamd_session_line("2: stream: OK", 2), "stream: OK");
    for (const char* line : {"", "2", "2:", "1: stream: OK", "22: stream: OK", "stream: OK"})
        EXPECT_FALSE(parse_clamd_session_line(line, 2)) << line;
}

TEST(ClamdAnswer, IsCleanInOneFormAlone) {
    EXPECT_EQ(parse_clamd_answer("stream: OK").state, FileState::clean);
    EXPECT_EQ(parse_clamd_answer("fd[10]: OK").state, FileState::clean);
    for (const char* line : {"", "OK", "stream: ", "stream: ok", "stream: OK ", "stream: NOT OK", "file: OK",
                             "fd[10: OK", "fd[10]:OK", "stream: Empty file", "stream: OK\n"})
        EXPECT_EQ(parse_clamd_answer(line).state, FileState::not_scanned) << line;
}

TEST(ClamdAnswer, NamesADetection) {
    const auto answer = parse_clamd_answer("stream: Win.Test.EICAR_HDB-1 FOUND");
    EXPECT_EQ(answer.state, FileState::infected);
    EXPECT_EQ(answer.text, "Win.Test.EICAR_HDB-1");
}

TEST(ClamdAnswer, OfALimitIsNotScanned) {
    EXPECT_EQ(parse_clamd_answer("fd[9]: Heuristics.Limits.Exceeded.MaxFileSize FOUND").state,
              FileState::not_scanned);
}

TEST(ClamdAnswer, QuotesAnError) {
    const auto answer = parse_clamd_answer("INSTREAM size limit exceeded. ERROR");
    EXPECT_EQ(answer.state, FileState::not_scanned);
    EXPECT_EQ(answer.text, "clamd answered 'INSTREAM size limit exceeded. ERROR'");
}

}  // namespace
}  // namespace mme
