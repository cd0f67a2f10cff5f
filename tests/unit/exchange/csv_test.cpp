// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/csv.h"

#include <gtest/gtest.h>

#include "tests/unit/exchange/scanned_subject.h"
#include "tools/mmemanifest/exchange/import_limits.h"

namespace mme {
namespace {

TEST(Csv, QuotesWhatRfc4180Quotes) {
    const Table table{{"a", "b"}, {{"1,2", "say \"no\""}}};
    EXPECT_EQ(csv_text(table), "a,b\r\n\"1,2\",\"say \"\"no\"\"\"\r\n");
}

TEST(Csv, WhatIsWrittenIsReadBackEqual) {
    const std::vector subjects{scanned_subject(), scanned_subject(hostile, hostile)};
    const auto table = scan_table(subjects);
    const auto read = parse_csv(csv_text(table));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, table);
}

TEST(Csv, ReadsQuotesLineBreaksAndBothLineEnds) {
    const auto read = parse_csv("\"a\nb\",c\n\"\"\"x\"\"\",\"\"\r\n1,2");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, (Table{{"a b", "c"}, {{"\"x\"", ""}, {"1", "2"}}}));
}

TEST(Csv, RefusesWhatIsMalformed) {
    for (const char* text :
         {"", "a,b\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\n1,2\n", "a,b\n\"1,2\n", "a,b\n\"1\"x,2\n",
          "a,b\n1\"x\",2\n", "a,b\r1,2\r", "a,b\n\xFF,2\n", "a,b\n\x1b,2\n"})
        EXPECT_FALSE(parse_csv(text)) << text;
    EXPECT_FALSE(parse_csv(std::string_view("a,b\n1\0,2\n", 9)));
}

TEST(Csv, NamesTheRow) {
    const auto read = parse_csv("a,b\n1,2\n3\n");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().text().find("row 2"), std::string::npos) << read.error().text();
}

TEST(Csv, HoldsTheLimits) {
    std::string rows = "a\n";
    for (std::size_t i = 0; i < max_import_rows; ++i) rows += "1\n";
    EXPECT_TRUE(parse_csv(rows));
    EXPECT_FALSE(parse_csv(rows + "1\n"));
    EXPECT_TRUE(parse_csv("a\n" + std::string(max_cell_bytes, 'x') + "\n"));
    EXPECT_FALSE(parse_csv("a\n" + std::string(max_cell_bytes + 1, 'x') + "\n"));
    EXPECT_FALSE(parse_csv(std::string(max_import_columns, ',') + "\n"));
}

}  // namespace
}  // namespace mme
