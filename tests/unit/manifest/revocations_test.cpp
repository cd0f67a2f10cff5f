// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/revocations.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/manifest/vectors.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

fs::path vectors() {
    return manifest_folder() / "testdata" / "revocations";
}

TEST(Revocations, AcceptsEveryGoodVectorAndWritesItBackEqual_R30) {
    int count = 0;
    for (const auto& file : fs::directory_iterator(vectors() / "good")) {
        const auto read = parse_revocations(text_of(file.path()));
        ASSERT_TRUE(read) << file.path() << ": " << read.error().text();
        const auto again = parse_revocations(write_revocations(*read));
        ASSERT_TRUE(again) << file.path() << ": " << again.error().text();
        EXPECT_EQ(*again, *read) << file.path();
        ++count;
    }
    EXPECT_GE(count, 12);
}

TEST(Revocations, RefusesEveryBadVectorWithTheCodeOfTheIndex_R28) {
    std::istringstream index(text_of(vectors() / "bad" / "index.txt"));
    int count = 0;
    for (std::string name, code, why; index >> name >> code && std::getline(index, why); ++count) {
        const fs::path file = vectors() / "bad" / name;
        ASSERT_TRUE(fs::exists(file)) << file;
        const auto read = parse_revocations(text_of(file));
        ASSERT_FALSE(read) << name << ":" << why;
        EXPECT_EQ(name_of(read.error().code()), code) << name << ":" << why << ": " << read.error().text();
    }
    EXPECT_GE(count, 50);
}

TEST(Revocations, AreWrittenAsTheSpecificationShows) {
    const std::string detected = text_of(vectors() / "good" / "detected.toml");
    EXPECT_EQ(write_revocations(parse_revocations(detected).value()), detected);
    EXPECT_NE(text_of(manifest_folder() / "SPEC.md").find("```toml\n" + detected + "```"), std::string::npos);
}

TEST(Revocations, RefusesMoreThanSixteenMebibytes_R28) {
    EXPECT_FALSE(parse_revocations("#" + std::string(max_revocations_bytes, 'x')));
}

}  // namespace
}  // namespace mme
