// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/toml_bounds.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "manifest/toml.h"

namespace mme {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20U;

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string nested(std::size_t levels) {
    return repeated("[", levels) + repeated("]", levels);
}

/// The detail of the refusal; empty if the text is read.
std::string refusal_of(const std::string& text) {
    const auto table = TomlTable::parse(text, most_bytes, Code::manifest_malformed);
    return table ? std::string{} : table.error().detail();
}

// Strings; what is behind them is outside of them.
constexpr std::string_view strings[] = {
    R"("")",        R"("'")",       R"("\"")",     R"("\\")",     R"('"')",
    R"('')",        R"('\')",       R"("""""")",   R"(""""""")",  R"("""""""")",
    R"("""x"""")",  R"("""x""""")", R"("""\"""")", R"("""\\""")", R"("""\"""""")",
    R"('''''')",    R"(''''''')",   R"('''''''')", R"('''\''')",  R"('''''x''''')",
    R"('''"""''')", R"("""'''""")", R"("#")",      R"('#')",      "\"\"\"\n\"\"x \\\n \"\"\"",
};

// Lines; the next one is outside of strings and comments.
constexpr std::string_view lines[] = {
    "a = 1 # it's", "a = 1 # \"\"\"", "a = 1 # '''", "\"a'\" = 1", "'a\"' = 1", "# \"\r\na = 1\r",
};

// Each pair encloses brackets in a string or a comment.
constexpr std::pair<std::string_view, std::string_view> open[] = {
    {"a = \"", "\""},
    {"a = \"\\\"", "\""},
    {"a = \"'", "'\""},
    {"a = \"#", "\""},
    {"a = '", "'"},
    {"a = '\"", "'"},
    {"a = '\\\"", "'"},
    {"a = \"\"\"", "\"\"\""},
    {"a = \"\"\"\"\"", "\"\"\"\"\""},
    {"a = \"\"\"\n\" \"\" ", "\"\"\""},
    {"a = \"\"\"\\\"\"\"", "\"\"\""},
    {"a = \"\"\"'''", "'''\"\"\""},
    {"a = '''", "'''"},
    {"a = '''''", "'''''"},
    {"a = '''\n' '' \\", "'''"},
    {"a = '''\"\"\"", "\"\"\"'''"},
    {"a = 1 # ", ""},
    {"a = 1 # \"", "\""},
    {"a = 1 # '''", "'''"},
    {"# \"\"\"\n# ", ""},
    {"\"", "\" = 1"},
    {"'", "' = 1"},
};

void expect_bracket_bound(const std::string& before, std::size_t open_before, const std::string& after) {
    const std::size_t left = most_toml_levels - open_before;
    EXPECT_EQ(refusal_of(before + nested(left) + after), "") << before;
    EXPECT_NE(refusal_of(before + nested(left + 1) + after).find("32 brackets open"), std::string::npos)
        << before;
}

TEST(TomlBounds, CountsBracketsBehindEveryKindOfStringAndComment) {
    for (const std::string_view text : strings)
        expect_bracket_bound("a = [" + std::string{text} + ", ", 1, "]\n");
    for (const std::string_view text : lines) expect_bracket_bound(std::string{text} + "\nb = ", 0, "\n");
}

TEST(TomlBounds, CountsNothingInStringsAndComments) {
    for (const auto& [before, after] : open) {
        const std::string enclosed = repeated("[{.,=", most_toml_levels);
        EXPECT_EQ(refusal_of(std::string{before} + enclosed + std::string{after} + "\n"), "") << before;
    }
}

TEST(TomlBounds, BoundsKeysValuesElementsAndHeaders) {
    const std::size_t most = most_toml_signs;
    // With the signs of `a = [` before them.
    const std::pair<std::string, std::size_t> units[] = {
        {"1,", most - 2}, {"[],", (most - 2) / 2}, {"{},", (most - 2) / 2}, {"{b=1},", (most - 2) / 3}};
    for (const auto& [unit, times] : units) {
        EXPECT_TRUE(check_toml_bounds("a = [" + repeated(unit, times) + "]", Code::manifest_malformed))
            << unit;
        EXPECT_FALSE(check_toml_bounds("a = [" + repeated(unit, times + 1) + "]", Code::manifest_malformed))
            << unit;
    }
    EXPECT_TRUE(check_toml_bounds(repeated("[[a]]\n", most / 2), Code::manifest_malformed));
    EXPECT_FALSE(check_toml_bounds(repeated("[[a]]\n", most / 2 + 1), Code::manifest_malformed));
    EXPECT_TRUE(check_toml_bounds(repeated("[a.b]\n", most / 2), Code::manifest_malformed));
    EXPECT_FALSE(check_toml_bounds(repeated("[a.b]\n", most / 2 + 1), Code::manifest_malformed));
}

TEST(TomlBounds, BoundsTheNamesThatMakeNewTables) {
    const std::size_t most = most_toml_table_names;
    EXPECT_TRUE(check_toml_bounds(repeated("[[a]]\n[ b ]\n", most / 2), Code::manifest_malformed));
    EXPECT_TRUE(check_toml_bounds(repeated("x.y = 1\n", most), Code::manifest_malformed));
    EXPECT_TRUE(check_toml_bounds("[a.b]\n" + repeated("x.y = 1\n", most - 2), Code::manifest_malformed));
    for (const std::string& text :
         {repeated("[[a]]\n[ b ]\n", most / 2) + "[c]\n", repeated("x.y = 1\n", most + 1),
          "[a.b]\n" + repeated("x.y = 1\n", most - 1), "a = [" + repeated("{b.c = 1},", most + 1) + "]"})
        EXPECT_FALSE(check_toml_bounds(text, Code::manifest_malformed)) << text.substr(0, 30);
    EXPECT_TRUE(check_toml_bounds(repeated("[[a.b]]\nx = 1\n\n", 4 * most), Code::manifest_malformed));
}

TEST(TomlBounds, BoundsTheNamesOfEachKeyByItself) {
    const std::string longest = repeated("a.", most_toml_names - 1);
    EXPECT_EQ(refusal_of(longest + "b = 1\n" + longest + "c = 1.5\n[x." + longest.substr(2) + "d]\n"), "");
    for (const std::string& text : {"a." + longest + "b = 1\n", "[a . " + longest + "b]\n",
                                    "x = { \"a\".'b' . " + longest.substr(2) + "b = 1 }\n"})
        EXPECT_NE(refusal_of(text).find("65 dotted names"), std::string::npos) << text;
}

TEST(TomlBounds, SaysWhatWhereAndHowMany) {
    EXPECT_EQ(refusal_of("a = 1\nb = " + nested(33)),
              "line 2, column 37: found more than 32 brackets open at once, expected at most so many");
    const Status many =
        check_toml_bounds("\n\n" + repeated(",", most_toml_signs + 1), Code::policy_malformed);
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().code(), Code::policy_malformed);
    EXPECT_EQ(many.error().detail(),
              "line 3, column 800001: found more than 800000 keys and values (signs = , . "
              "[ { outside of strings), expected at most so many");
}

TEST(TomlBounds, EndsWithAnyText) {
    for (const std::string_view text : {"", "\"", "'", "\"\"\"", "'''", "\"\\", "\"\"\"\\", "#", "a = \"\n[",
                                        "\"\"\"\"\"", "'''''''", "]]]]", "\\"})
        EXPECT_TRUE(check_toml_bounds(text, Code::manifest_malformed)) << text;
}

}  // namespace
}  // namespace mme
