// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/manifest/vectors.h"

#include <gtest/gtest.h>

#include <sstream>

#include "manifest/reader.h"
#include "manifest/writer.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

TEST(Vectors, AcceptsEveryGoodOneAndWritesItBackEqual_R12) {
    int count = 0;
    for (const auto& file : fs::directory_iterator(manifest_folder() / "testdata" / "good")) {
        const auto read = parse_manifest(text_of(file.path()));
        ASSERT_TRUE(read) << file.path() << ": " << read.error().text();
        const auto again = parse_manifest(write_manifest(*read));
        ASSERT_TRUE(again) << file.path() << ": " << again.error().text();
        EXPECT_EQ(*again, *read) << file.path();
        ++count;
    }
    EXPECT_GE(count, 15);
}

TEST(Vectors, RefusesEveryBadOneWithTheCodeOfTheIndex_R28) {
    std::istringstream index(text_of(manifest_folder() / "testdata" / "bad" / "index.txt"));
    int count = 0;
    for (std::string name, code, why; index >> name >> code && std::getline(index, why); ++count) {
        const fs::path file = manifest_folder() / "testdata" / "bad" / name;
        ASSERT_TRUE(fs::exists(file)) << file;
        const auto read = parse_manifest(text_of(file));
        ASSERT_FALSE(read) << name << ":" << why;
        EXPECT_EQ(name_of(read.error().code()), code) << name << ":" << why << ": " << read.error().text();
    }
    EXPECT_GE(count, 60);
}

TEST(Specification, ShowsAVectorAsItsExample) {
    const std::string spec = text_of(manifest_folder() / "SPEC.md");
    EXPECT_NE(spec.find("```toml\n" + good("rpm") + "```"), std::string::npos);
}

std::string refusal_of(const std::string& name) {
    const auto read = parse_manifest(bad(name));
    return read ? "accepted" : read.error().detail();
}

TEST(ErrorText, NamesLineColumnKeyAndBothValues_R28) {
    EXPECT_EQ(refusal_of("format-2"),
              "line 1, column 10: key 'format': found \"mme-manifest/2\", wanted \"mme-manifest/1\"");
    EXPECT_EQ(refusal_of("count-negative"),
              "line 39, column 17: key 'scan[0].files-offered': found -1, wanted an integer from 0 to "
              "9223372036854775807");
    EXPECT_EQ(
        refusal_of("result-OK"),
        "line 38, column 10: key 'scan[0].result': found \"OK\", wanted one of \"clean\", \"infected\", "
        "\"inconclusive\"");
}

TEST(Bounds, RefusesMoreThanSixteenMebibytes_R28) {
    const std::string comment = "#" + std::string(max_manifest_bytes, 'x');
    const auto read = parse_manifest(comment);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), Code::manifest_malformed);
}

TEST(Bounds, RefusesAMillionDottedNamesWithoutCrash_R28) {
    std::string key;
    for (int i = 0; i < 1'000'000; ++i) key += "a.";
    const auto read = parse_manifest(good("rpm") + "\n[x-a]\n" + key + "a = 1\n");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), Code::manifest_malformed);
}

TEST(Bounds, DotsInStringsAndCommentsAreNoKeys) {
    const std::string dots(500, '.');
    const auto read = parse_manifest(good("rpm") + "settings = \"a\\\"" + dots + "\" # " + dots +
                                     "\n[x-a]\nb = '" + dots + "'\nc = \"\"\"\n\"" + dots + "\"\"\"\n");
    EXPECT_TRUE(read) << read.error().text();
}

}  // namespace
}  // namespace mme
