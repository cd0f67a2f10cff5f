// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/review.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "manifest/reader.h"
#include "tests/unit/exchange/scanned_subject.h"
#include "tools/mmemanifest/exchange/csv.h"
#include "tools/mmemanifest/exchange/markdown.h"

namespace mme {
namespace {

const std::string header =
    "Anti-virus engine title,engine version,virus library version,scan time,scan result\n";

std::string objection(const std::string& text) {
    const auto scans = read_report(text, {});
    return scans ? "" : scans.error().text();
}

TEST(Review, ReadsBackWhatShowPrints_R2b) {
    std::vector subjects{scanned_subject(), scanned_subject("other", hostile)};
    subjects[1].manifest.scans[0].result = ScanResult::infected;
    const auto table = scan_table(subjects);
    for (const auto& text : {csv_text(table), markdown_text(table)}) {
        const auto scans = read_report(text, {});
        ASSERT_TRUE(scans) << scans.error().text();
        ASSERT_EQ(scans->size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& row = table.rows[i];
            const auto& scan = scans->at(i);
            EXPECT_EQ((Row{scan.surplus[0].second, scan.surplus[1].second, scan.surplus[2].second,
                           scan.engine, scan.engine_version, scan.database_version,
                           to_rfc3339(scan.scan_time), scan.result_text}),
                      row);
            EXPECT_EQ(word(scan.result.result), row.back());
        }
    }
}

TEST(Review, DemandsAZoneAndNamesRowAndCell_R16) {
    const std::string text = header + "A,1,2,2026-11-23T18:01:40Z,clean\nB,1,2,2026-11-23 18:01:40,clean\n";
    EXPECT_EQ(objection(text), "row 2, 'scan time', found '2026-11-23 18:01:40': it states no time zone");
    const auto scans = read_report(text, std::chrono::minutes(60));
    ASSERT_TRUE(scans) << scans.error().text();
    EXPECT_EQ(to_rfc3339(scans->at(1).scan_time), "2026-11-23T17:01:40Z");
}

TEST(Review, RefusesAnEmptyCellOfTheFive) {
    EXPECT_EQ(objection(header + "A,1, ,2026-11-23T18:01:40Z,clean\n"),
              "row 1, 'virus library version', found '': it is empty");
}

TEST(Review, RefusesHtmlAndTextWithoutATable) {
    EXPECT_NE(objection("<table></table>").find("HTML is not read"), std::string::npos);
    for (const char* text : {"", "no table", "\xEF\xBB\xBF"}) EXPECT_NE(objection(text), "") << text;
}

TEST(Review, RefusesTwoReportsInOneText) {
    const std::vector subjects{scanned_subject()};
    const std::string one = markdown_text(scan_table(subjects));
    EXPECT_NE(objection(one + "\n" + one).find("two tables"), std::string::npos);
    EXPECT_EQ(objection("|a|b|\n|-|-|\n|1|2|\n\n" + one), "");
}

TEST(Review, IsCleanOnlyIfEveryRowSaysSoInKnownWords_R29) {
    const std::string row = "A,1,2,2026-11-23T18:01:40Z,";
    EXPECT_TRUE(all_clean(*read_report(header + row + "OK\n" + row + "No virus found\n", {})));
    EXPECT_FALSE(all_clean(*read_report(header + row + "OK\n" + row + "fine\n", {})));
    EXPECT_FALSE(all_clean(*read_report(header + row + "infected\n", {})));
    EXPECT_FALSE(all_clean({}));
}

TEST(Review, NamesTheUnknownWordAndWhatIsMissing) {
    const auto scans = read_report("\xEF\xBB\xBF" + header + "A,1,2,2026-11-23T18:01:40Z,fine\n", {});
    ASSERT_TRUE(scans) << scans.error().text();
    const auto text = review_text(*scans);
    EXPECT_NE(text.find("'fine' is no result that is known here"), std::string::npos);
    for (const auto& sentence : missing_for_a_seal()) EXPECT_NE(text.find(sentence), std::string::npos);
    const auto json = nlohmann::json::parse(review_json(*scans));
    EXPECT_EQ(json["for-review-only"], true);
    EXPECT_EQ(json["all-clean"], false);
    EXPECT_EQ(json["scans"][0]["result"], "inconclusive");
    EXPECT_EQ(json["scans"][0]["result-known"], false);
    EXPECT_EQ(json["missing"].size(), missing_for_a_seal().size());
}

TEST(Review, NothingItPrintsIsAManifest) {
    const auto scans = read_report(header + "A,1,2,2026-11-23T18:01:40Z,clean\n", {});
    ASSERT_TRUE(scans) << scans.error().text();
    EXPECT_FALSE(parse_manifest(review_text(*scans)));
    EXPECT_FALSE(parse_manifest(review_json(*scans)));
}

}  // namespace
}  // namespace mme
