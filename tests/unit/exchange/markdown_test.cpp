// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/markdown.h"

#include <gtest/gtest.h>

#include "tests/unit/exchange/scanned_subject.h"

namespace mme {
namespace {

TEST(Markdown, WhatIsWrittenIsReadBackEqual) {
    const std::vector subjects{scanned_subject(), scanned_subject(hostile, hostile)};
    const auto table = scan_table(subjects);
    const auto read = parse_markdown(markdown_text(table));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, std::vector{table});
}

TEST(Markdown, ReadsTablesAmongOtherText) {
    const auto read =
        parse_markdown("# Notes\n\na | b\n:-:|---\n1 | \\| 2\n\ntext\n| c |\r\n|---|\r\n| 3 |\r\n");
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, (std::vector{Table{{"a", "b"}, {{"1", "| 2"}}}, Table{{"c"}, {{"3"}}}}));
}

TEST(Markdown, RefusesRowsOfAnotherLength) {
    EXPECT_FALSE(parse_markdown("|a|b|\n|-|-|\n|1|\n"));
    EXPECT_FALSE(parse_markdown("|a|b|\n|-|-|\n|1|2|3|\n"));
    EXPECT_FALSE(parse_markdown("|a|b|c|\n|-|-|\n|1|2|3|\n"));
    EXPECT_FALSE(parse_markdown("|a|b|\n|-|-|\n"));
}

TEST(Markdown, KnowsATableFromCsv) {
    EXPECT_TRUE(holds_pipe_table("|a|b|\n|---|:--|\n"));
    EXPECT_FALSE(holds_pipe_table("a,b\n---,---\n1|2,3\n"));
}

}  // namespace
}  // namespace mme
