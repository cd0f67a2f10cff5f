// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/dpkg_command_line.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

using Words = std::vector<std::string>;

Result<DpkgCommandLine> parse(Words words) {
    words.insert(words.begin(), "dpkg");
    return parse_dpkg_command_line(words);
}

TEST(DpkgCommandLine, ReadsClustersAndValues_R1c) {
    const auto line =
        parse({"-GEi", "-D", "2000", "--root", "/r", "--force-all", "--admindir=/a", "x.deb", "-y"});
    ASSERT_TRUE(line) << line.error().text();
    EXPECT_EQ(line->action, "install");
    EXPECT_EQ(line->operands, (Words{"x.deb", "-y"}));
}

TEST(DpkgCommandLine, ReadsWhatAptCalls_R1c) {
    const auto line = parse({"--status-fd", "20", "--no-triggers", "--unpack", "--auto-deconfigure",
                             "--recursive", "/tmp/apt-dpkg-install-AbCdEf"});
    ASSERT_TRUE(line) << line.error().text();
    EXPECT_EQ(line->action, "unpack");
    EXPECT_TRUE(line->recursive);
    EXPECT_EQ(line->operands, (Words{"/tmp/apt-dpkg-install-AbCdEf"}));
}

TEST(DpkgCommandLine, AValueIsNoOptionAndNoArchive_R4) {
    const auto line = parse({"--log", "--", "-i", "--", "-x.deb"});
    ASSERT_TRUE(line);
    EXPECT_EQ(line->operands, (Words{"-x.deb"}));
    EXPECT_EQ(parse({"-D2000", "-i", "a.deb"})->operands, Words{"a.deb"});
}

TEST(DpkgCommandLine, RefusesWhatItDoesNotKnow_R4) {
    for (const Words& words : std::vector<Words>{{"--new-option", "-i", "a"},
                                                 {"-iZ", "a"},
                                                 {"-", "-i", "a"},
                                                 {"--inst", "a"},
                                                 {"--install=x", "a"},
                                                 {"-i", "--forceall", "a"},
                                                 {"--command-fd", "3"},
                                                 {"-i",
                                                  "--"
                                                  "x",
                                                  "a"},
                                                 {"-i", "-Rq"}})
        EXPECT_FALSE(parse(words)) << words.front();
}

TEST(DpkgCommandLine, RefusesMissingValueMissingActionAndTwoActions_R4) {
    EXPECT_FALSE(parse({"-i", "--root"}));
    EXPECT_FALSE(parse({"-iD"}));
    EXPECT_FALSE(parse({"a.deb", "-i"}));
    EXPECT_FALSE(parse({"-ir", "a"}));
    EXPECT_FALSE(parse({}));
    EXPECT_FALSE(parse_dpkg_command_line({}));
}

TEST(DpkgCommandLine, TheLastRootIsTheOne_R1c) {
    EXPECT_EQ(parse({"--root=/a", "--instdir", "/b", "-i", "x"})->root, "/b");
    EXPECT_EQ(parse({"--root=/", "-i", "x"})->root, "/");
    EXPECT_EQ(parse({"-i", "x", "--root=/a"})->root, std::nullopt);
    EXPECT_EQ(*root_in_dpkg_options({"--force-confold", "--root", "/a b", "-D2"}), "/a b");
    EXPECT_EQ(*root_in_dpkg_options({"--instdir=/a", "--root="}), "");
    EXPECT_EQ(*root_in_dpkg_options({}), std::nullopt);
}

TEST(DpkgCommandLine, RefusesOptionsOfAptThatAreNone_R4) {
    EXPECT_FALSE(root_in_dpkg_options({"--root"}));
    EXPECT_FALSE(root_in_dpkg_options({"--new-option"}));
    EXPECT_FALSE(root_in_dpkg_options({"--no-triggers", "x"}));
    EXPECT_FALSE(root_in_dpkg_options({"--root=/a", "--", "--root=/b"}));
}

}  // namespace
}  // namespace mme
