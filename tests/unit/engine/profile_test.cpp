// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace mme {
namespace {

namespace fs = std::filesystem;

const fs::path profiles = fs::path(MME_SOURCE_DIR) / "contrib/engines";

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = content_of(profiles / "clamscan.toml");
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string refusal_of(const std::string& text) {
    const auto profile = parse_profile(text);
    return profile ? "accepted" : profile.error().text();
}

TEST(Profile, OfContribIsAcceptedAndSaysWhereItComesFrom) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(profiles)) {
        if (entry.path().extension() != ".toml") continue;
        const auto profile = load_profile(entry.path().string());
        ASSERT_TRUE(profile) << profile.error().text();
        EXPECT_FALSE(profile->sources.empty()) << entry.path();
        EXPECT_TRUE(profile->output.strict) << entry.path();
        ++count;
    }
    EXPECT_GE(count, 9);
}

TEST(Profile, RefusesAnUnknownKeyWithItsPlace) {
    EXPECT_NE(refusal_of(changed("strict = true", "strict = true\nstrikt = 1")).find("line "),
              std::string::npos);
}

TEST(Profile, RefusesAnotherFormat) {
    EXPECT_NE(refusal_of(changed("profile/1", "profile/2")).find("wanted \"mme-engine-profile/1\""),
              std::string::npos);
}

TEST(Profile, RefusesAPatternThatIsNone) {
    EXPECT_NE(refusal_of(changed("(OK|Empty file)", "(OK|Empty file")).find("it is no RE2 expression"),
              std::string::npos);
}

TEST(Profile, RefusesAPatternWithoutItsGroup) {
    EXPECT_NE(refusal_of(changed("(?P<name>", "(?P<nome>")).find("it has no group (?P<name>"),
              std::string::npos);
    EXPECT_NE(refusal_of(changed("(?P<reason>", "(?P<why>")).find("means nothing here"), std::string::npos);
}

TEST(Profile, RefusesACommandThatNamesNoFolderOrNoAbsoluteProgram) {
    EXPECT_NE(refusal_of(changed("\"{folder}\",", "\"/tmp\",")).find("{folder}"), std::string::npos);
    EXPECT_NE(refusal_of(changed("\"/usr/bin/clamscan\"", "\"clamscan\"")).find("absolute path"),
              std::string::npos);
}

TEST(Profile, RefusesAnExitCodeTwiceOrOfUnknownMeaning) {
    EXPECT_NE(refusal_of(changed("code = 2", "code = 1")).find("stands here twice"), std::string::npos);
    EXPECT_NE(refusal_of(changed("means = \"error\"", "means = \"fine\"")).find("\"infected\" or \"error\""),
              std::string::npos);
    EXPECT_NE(refusal_of(changed("code = 2", "code = 256")).find("code"), std::string::npos);
}

TEST(Profile, RefusesADateThatHasNoZoneOrTwo) {
    EXPECT_NE(refusal_of(changed("zone = \"local\"", "")).find("zone"), std::string::npos);
    EXPECT_NE(refusal_of(changed("%H:%M:%S %Y", "%H:%M:%S %z %Y")).find("zone"), std::string::npos);
}

TEST(Pattern, IsLinearWhateverTheLine) {
    const auto pattern = Pattern::compile("^(?P<path>(a+)+)$", {"path"});
    ASSERT_TRUE(pattern);
    EXPECT_FALSE(pattern->find(std::string(1 << 20, 'a') + "!"));
}

}  // namespace
}  // namespace mme
