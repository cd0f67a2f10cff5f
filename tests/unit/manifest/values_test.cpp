// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "manifest/code.h"
#include "manifest/sha256.h"
#include "manifest/timestamp.h"
#include "manifest/toml.h"
#include "tests/unit/manifest/vectors.h"

namespace mme {
namespace {

TEST(Codes, EachStandsInTheSpecificationAndIsFoundByItsName) {
    const std::string spec = text_of(manifest_folder() / "SPEC.md");
    for (const CodeEntry& entry : all_codes()) {
        EXPECT_NE(spec.find("`" + std::string{entry.name} + "`"), std::string::npos) << entry.name;
        EXPECT_EQ(code_named(entry.name), entry.code);
        EXPECT_EQ(&entry_of(entry.code), &entry);
    }
    EXPECT_FALSE(code_named("scan-fine"));
}

TEST(Sha256, ReadsExactlySixtyFourLowerCaseDigits) {
    const std::string hex(64, 'a');
    ASSERT_TRUE(Sha256::from_hex(hex));
    EXPECT_EQ(Sha256::from_hex(hex)->hex(), hex);
    for (const std::string& text : {std::string{}, std::string(63, 'a'), std::string(65, 'a'),
                                    std::string(64, 'A'), std::string(64, 'g')})
        EXPECT_FALSE(Sha256::from_hex(text)) << text;
}

TEST(Timestamp, IsWrittenInUtcToTheSecond) {
    EXPECT_EQ(to_rfc3339(Timestamp{}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_rfc3339(Timestamp{std::chrono::seconds{1'795'456'931}}), "2026-11-23T18:02:11Z");
}

TEST(Toml, QuotedTextHoldsNothingThatATerminalObeys) {
    EXPECT_EQ(toml_quoted("a\x1B[2J\x7F\t\n\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8\xEF\xBB\xBF\xC3\xA4"),
              "\"a\\u001B[2J\\u007F\\u0009\\n\\u009B\\u202E\\u2028\\uFEFF\xC3\xA4\"");
}

TEST(Toml, QuotedTextIsReadBackEqual) {
    std::string text = "a \"b\" \\ \n \t \x01 \x7f \xC3\xA4 \xC2\x9B \xE2\x80\xAE";
    auto table = TomlTable::parse("k = " + toml_quoted(text), 1024, Code::manifest_malformed);
    ASSERT_TRUE(table) << table.error().text();
    EXPECT_EQ(table->string("k").value(), text);
}

}  // namespace
}  // namespace mme
