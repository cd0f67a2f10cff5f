// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/table.h"

#include <gtest/gtest.h>

#include <regex>

#include "libverify/archive/path_text.h"
#include "tests/unit/exchange/scanned_subject.h"
#include "tools/mmemanifest/exchange/html.h"
#include "tools/mmemanifest/exchange/markdown.h"

namespace mme {
namespace {

TEST(Table, HasTheFiveColumnsAndNamesThePackage_R2b) {
    const auto subject = scanned_subject();
    const auto table = scan_table(std::span(&subject, 1));
    const Row row{"mme-core",   "2.0-1", subject.manifest.package.content_id.hex(),     "ClamAV",
                  "ClamAV 1.0", "27",    to_rfc3339(subject.manifest.scans[0].started), "clean"};
    EXPECT_EQ(table.rows, std::vector<Row>{row});
    EXPECT_EQ(table.header.size(), row.size());
}

TEST(Table, SaysCleanOfNothingThatWasNotScannedWhole_R29) {
    auto subject = scanned_subject();
    --subject.manifest.scans[0].bytes_scanned;
    EXPECT_EQ(scan_table(std::span(&subject, 1)).rows[0].back(), "inconclusive");
    subject.manifest.scans[0].detections = {{"/x", "Eicar"}};
    EXPECT_EQ(scan_table(std::span(&subject, 1)).rows[0].back(), "infected");
}

TEST(Table, EveryCellIsPrintable) {
    const std::vector subjects{scanned_subject(hostile, hostile)};
    const auto table = scan_table(subjects);
    for (const auto& cell : table.rows[0]) EXPECT_TRUE(is_printable(cell)) << cell;
    EXPECT_TRUE(table.rows[0][0].starts_with("a|b\\x0A<script>"));
}

std::size_t count(const std::string& text, const std::string& form) {
    const std::regex regex(form);
    return static_cast<std::size_t>(
        std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator()));
}

TEST(Html, HostileNamesMakeNoMarkup) {
    const std::vector subjects{scanned_subject(hostile, hostile)};
    const auto html = html_text(scan_table(subjects));
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;,"), std::string::npos);
    EXPECT_EQ(count(html, "<td>"), 8U);
    EXPECT_EQ(count(html, "</td>"), 8U);
    EXPECT_EQ(count(html, "&(?!amp;|lt;|gt;|quot;|#39;)"), 0U);
}

TEST(Markdown, HostileNamesMakeNoMarkup) {
    const std::vector subjects{scanned_subject(hostile, hostile)};
    const auto text = markdown_text(scan_table(subjects));
    EXPECT_EQ(count(text, "\n"), 5U);
    EXPECT_NE(text.find("a\\|b"), std::string::npos);
    EXPECT_EQ(text.find(" <script"), std::string::npos);
    EXPECT_EQ(count(text, "[^\\\\](\\\\\\\\)*[<`*_[]"), 0U) << text;
}

}  // namespace
}  // namespace mme
