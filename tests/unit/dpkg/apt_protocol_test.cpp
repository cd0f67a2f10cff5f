// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/apt_protocol.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const std::string head = "VERSION 3\nAPT::Architecture=amd64\nDir::Etc=etc/apt\n\n";

bool refused(const std::string& text) {
    return !parse_apt_protocol(text).has_value();
}

TEST(AptProtocol, ReadsAnUpgradeWithSpacesInItsPath_R1c) {
    const auto found = parse_apt_protocol(head + "mme 1.0 amd64 none < 2.0 amd64 none /var/a b.deb\n");
    ASSERT_TRUE(found) << found.error().text();
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().path, "/var/a b.deb");
    EXPECT_EQ(found->front().installed_version, "1.0");
}

TEST(AptProtocol, NewPackageHasNoInstalledVersion) {
    const auto found = parse_apt_protocol(head + "mme - - none < 2.0 amd64 none /v/a.deb\n");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->front().installed_version, "");
}

TEST(AptProtocol, LetsConfigureAndRemoveThrough) {
    const auto found = parse_apt_protocol(head +
                                          "a 1 amd64 none = 1 amd64 none **CONFIGURE**\n"
                                          "b 1 amd64 none > - - none **REMOVE**\n");
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
}

TEST(AptProtocol, RefusesErrorMark_R4) {
    EXPECT_TRUE(refused(head + "a 1 amd64 none < 2 amd64 none **ERROR**\n"));
}

TEST(AptProtocol, RefusesOtherVersions_R4) {
    for (const auto* text : {"", "\n", "/var/a.deb\n", "VERSION 2\n\n", "VERSION 4\n\n", "VERSION 33\n\n",
                             "VERSION 3 \n\n", " VERSION 3\n\n", "VERSION 3\r\n\r\n", "version 3\n\n"})
        EXPECT_TRUE(refused(text)) << text;
}

TEST(AptProtocol, RefusesTruncatedText_R4) {
    EXPECT_TRUE(refused("VERSION 3"));
    EXPECT_TRUE(refused("VERSION 3\n"));
    EXPECT_TRUE(refused("VERSION 3\nA=b\n"));
    EXPECT_TRUE(refused(head + "a - - none < 2 amd64 none"));
    EXPECT_TRUE(refused(head + "a 1 all none > - - none **REMOVE*"));
}

// cupt writes it so; apt would not go on after a text that was cut off.
TEST(AptProtocol, TakesALastLineWithoutItsEnd_R1c) {
    const auto archives = parse_apt_protocol(head + "a - - none < 2 amd64 none /v/a.deb");
    ASSERT_TRUE(archives) << archives.error().text();
    ASSERT_EQ(archives->size(), 1U);
    EXPECT_EQ((*archives)[0].path, "/v/a.deb");
}

TEST(AptProtocol, RefusesLinesItDoesNotUnderstand_R4) {
    for (const auto* line :
         {"", "a", "a - - none < 2 amd64 none", "a - - none < 2 amd64 none ",
          "a - - none ? 2 amd64 none /v/a.deb", "a - - none < 2 amd64 none v/a.deb",
          "a  - - none < 2 amd64 none /v/a.deb", "a - < 2 /v/a.deb",
          "a - - none < 2 amd64 none **configure**", "a - - none < 2 amd64 none **REMOVE** "})
        EXPECT_TRUE(refused(head + line + "\n")) << line;
    EXPECT_TRUE(refused("VERSION 3\nno equals sign\n\n"));
}

TEST(AptProtocol, RefusesNulByte_R4) {
    EXPECT_TRUE(refused(head + std::string("a - - none < 2 amd64 none /v/a\0.deb\n", 36)));
}

// As apt 2.6 writes what stands below DPkg::Options, also under a name and spelled otherwise.
TEST(AptProtocol, GivesTheOptionsThatDpkgWillBeGiven_R1c) {
    const std::string text =
        "VERSION 3\nDPkg::Options=--no\nDPkg::Options::=--root\ndpkg::options::=/tmp/a%20b%25c=d\n"
        "DPkg::Options::x=--instdir=/q\nDPkg::Options::=\nDPkg::OptionsOther::=--log=/x\nA::B=%zz\n"
        "DPkg::Options::=%4\n\nDPkg::Options::=--root=/none x\n";
    EXPECT_EQ(dpkg_options_in_apt_protocol(text),
              (std::vector<std::string>{"--root", "/tmp/a b%c=d", "--instdir=/q", "%4"}));
}

}  // namespace
}  // namespace mme
