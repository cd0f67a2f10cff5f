// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_control.h"

#include <gtest/gtest.h>

#include "libverify/package/deb_lists.h"
#include "tests/unit/package/deb_builder.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

using namespace std::string_literals;

const std::string rest = "Version: 1.0\nArchitecture: all\nMaintainer: a\nDescription: d\n";

std::string error_of(const std::string& text) {
    const auto control = parse_deb_control(text);
    if (control) return "";
    EXPECT_EQ(control.error().code(), Code::archive_malformed);
    return control.error().text();
}

TEST(DebControl, LowersNamesAsDpkgDoes) {
    const auto control = parse_deb_control("PACKAGE: Mme-Core\nProvides: MME-Api (= 1), Bb:any\n" + rest);
    ASSERT_TRUE(control) << control.error().text();
    EXPECT_EQ(control->identity.name, "mme-core");
    EXPECT_EQ(control->claims, (std::vector<std::string>{"mme-api", "bb"}));
}

TEST(DebControl, RefusesNamesThatAreNone) {
    for (const std::string& name :
         {"mme_core"s, "m"s, "-mme"s, ".mme"s, "mme core"s, "mme\tcore"s, "mme\n core"s, "mme/core"s,
          "mme\xc3\xa4"s, "mme\x7f"s, "mme\x01"s, "mme:amd64"s, "mme~"s, ""s, "\xef\xbb\xbf"s + "mme"})
        EXPECT_NE(error_of("Package: " + name + "\n" + rest), "") << name;
}

TEST(DebControl, PassesOverTheWhiteSpaceThatDpkgDoes) {
    for (const std::string& white : {"\f"s, "\v"s, "\r"s, "\t"s, " \v \f"s, ""s}) {
        const auto control = parse_deb_control("Package:" + white + "mme-core" + white + "\n" + rest);
        ASSERT_TRUE(control) << control.error().text();
        EXPECT_EQ(control->identity.name, "mme-core");
    }
    const auto old_mac = parse_deb_control("Package: mme-core\r\nVersion: 1.0\r\nArchitecture: all\r\n");
    EXPECT_TRUE(old_mac);
}

TEST(DebControl, RefusesStanzasThatReadersDisagreeAbout) {
    const std::string good = "Package: mme-core\n" + rest;
    EXPECT_EQ(error_of(good), "");
    EXPECT_EQ(error_of("\n\n" + good + "\n\n"), "");
    for (const std::string& bad : {good + "\nPackage: other\n" + rest,
                                   good + "package: other\n",
                                   good + "X-A: 1\nx-a: 2\n",
                                   good.substr(0, good.size() - 1),
                                   good + "X: \n \n",
                                   good + " \n",
                                   good + "\t\v\n",
                                   good + "\r\n",
                                   good + "#c\n",
                                   good + "#c: d\n",
                                   good + "-x: y\n",
                                   good + "Pack age: x\n",
                                   good + "X : y\n",
                                   good + "nothing\n",
                                   good + "X: y\n",
                                   good + "Section:\n",
                                   good + "Provides: \t\n",
                                   good + ": y\n",
                                   "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + good,
                                   "\xef\xbb\xbf" + good,
                                   good + "X: a\x1a\n",
                                   good + "X: a\0b\n"s,
                                   "\x1a" + good,
                                   " " + good,
                                   ""s,
                                   "\n"s})
        EXPECT_NE(error_of(bad), "") << bad;
}

TEST(DebControl, ContinuesAValueAsDpkgDoes) {
    for (const char white : " \t\v\f\r"s) {
        const auto control = parse_deb_control("Package: mme-core\nMaintainer: a\n" + std::string(1, white) +
                                               "Package: other\nVersion: 1.0\nArchitecture: all\n");
        ASSERT_TRUE(control) << control.error().text();
        EXPECT_EQ(control->identity.name, "mme-core");
        EXPECT_EQ(control->maintainer, "a\n" + std::string(1, white) + "Package: other");
    }
}

TEST(DebControl, RefusesFieldsThatChangeTheIdentityOrArePartOfTheStatus) {
    for (const std::string name : {"Revision", "Package-Revision", "package_revision", "Status",
                                   "Config-Version", "Triggers-Pending", "Triggers-Awaited", "Conffiles"})
        EXPECT_NE(error_of("Package: mme-core\n" + rest + name + ": 1\n"), "") << name;
}

TEST(DebControl, ReadsVersionsAsDpkgWritesThem) {
    const auto version = [](const std::string& text) {
        const auto control = parse_deb_control("Package: mme\nArchitecture: all\nVersion: " + text + "\n");
        return control ? control->identity.version : "";
    };
    EXPECT_EQ(version("1.0"), "1.0");
    EXPECT_EQ(version("0:1.0"), "1.0");
    EXPECT_EQ(version("00003:1.0-1"), "3:1.0-1");
    EXPECT_EQ(version("0:1:2-3"), "0:1:2-3");
    EXPECT_EQ(version("1:2:3"), "1:2:3");
    EXPECT_EQ(version("1.0-rc-2~a+b"), "1.0-rc-2~a+b");
    for (const std::string wrong :
         {"", "1.0 2", "1.0\v2", "a1", "1_0", "1.0-", "1.0-a_b", ":1", "1:", "+1:2", "-1:2", "x:1", "1 :2",
          "2147483648:1", "99999999999:1", "1.0\xc3\xa4", "~1", "1.0-1:2", "1:-1"})
        EXPECT_EQ(version(wrong), "") << wrong;
    EXPECT_EQ(version("2147483647:1"), "2147483647:1");
}

TEST(DebControl, RefusesArchitecturesThatAreNone) {
    for (const std::string name : {"", "amd64 i386", "-amd64", "amd_64", "amd64\n all", "all\xc3\xa4"})
        EXPECT_NE(error_of("Package: mme\nVersion: 1\nArchitecture: " + name + "\n"), "") << name;
    EXPECT_EQ(error_of("Package: mme\nVersion: 1\nArchitecture: kfreebsd-amd64\nMulti-Arch: SAME\n"), "");
    EXPECT_NE(error_of("Package: mme\nVersion: 1\nArchitecture: all\nMulti-Arch: same\n"), "");
    EXPECT_NE(error_of("Package: mme\nVersion: 1\nArchitecture: all\nMulti-Arch: sometimes\n"), "");
}

TEST(DebControl, ReadsRelationsAsDpkgDoes) {
    const auto names = [](const std::string& value) {
        const auto control = parse_deb_control("Package: mme\nConflicts: " + value + "\n" + rest);
        return control ? control->claims : std::vector<std::string>{"refused"};
    };
    using Names = std::vector<std::string>;
    EXPECT_EQ(names(""), Names{});
    EXPECT_EQ(names("aa"), Names{"aa"});
    EXPECT_EQ(names("aa, Bb ,cc\n ,dd"), (Names{"aa", "bb", "cc", "dd"}));
    EXPECT_EQ(names("aa(<<1),bb:any (>= 1:2-3~), cc (=\v1 ) , dd (1.0)"), (Names{"aa", "bb", "cc", "dd"}));
    EXPECT_EQ(names("aa (< 1), bb (>1)"), (Names{"aa", "bb"}));
    for (const std::string wrong : {"aa,", ",aa", "aa bb", "aa | bb", "aa ()", "aa (>= 1", "aa (<> 1)",
                                    "aa (>= 1 2)", "aa (>= (1))", "aa:", "aa:any:x", "aa (>= 1_2)", "aa_b",
                                    "a/b", "aa [amd64]", "aa <!nocheck>", "aa, , bb", "aa\x01"})
        EXPECT_EQ(names(wrong), Names{"refused"}) << wrong;
}

TEST(DebControl, ReadsAlternativesAsDpkgDoes) {
    for (const std::string field :
         {"Depends", "Pre-Depends", "Recommends", "Suggests", "Enhances", "Recommended", "Optional"}) {
        const auto with = [&](const std::string& value) {
            return error_of("Package: mme\n" + field + ": " + value + "\n" + rest);
        };
        for (const std::string good : {"", "aa", "aa | bb (>= 1), cc:any|dd", "a, b_c", "aa\n | bb ,\n cc"})
            EXPECT_EQ(with(good), "") << field << good;
        for (const std::string wrong :
             {",", "aa bb", "aa |", "| aa", "aa || bb", "aa,", "aa (", "aa (= ", "??", "aa (1_2)",
              "aa [amd64]", "aa <!nocheck>", "${shlibs:Depends}", "aa | , bb"})
            EXPECT_NE(with(wrong), "") << field << wrong;
    }
}

TEST(DebControl, RefusesFieldsOfAnIndexThatDoNotGoTogether) {
    const auto with = [&](const std::string& fields) { return error_of("Package: mme\n" + fields + rest); };
    EXPECT_EQ(with("Filename: a\nSize: 1\nMD5sum: x\n"), "");
    EXPECT_EQ(with("Filename: a b\nSize: 1 2\n"), "");
    EXPECT_NE(with("Filename: a b\nSize: 1\n"), "");
    EXPECT_NE(with("Filename: a\nSize: 1 2\n"), "");
    EXPECT_NE(with("Size:\n"), "");
}

std::string list_error(Status (*check)(std::string_view), const std::string& text) {
    const Status status = check(text);
    return status ? "" : status.error().text();
}

TEST(DebConffiles, HasAbsolutePaths) {
    for (const std::string& good : {""s, "/etc/a\n"s, "/etc/a \t\n\n/etc/b c\n"s,
                                    "remove-on-upgrade /etc/a\n"s, "/" + std::string(995, 'a') + "\n"})
        EXPECT_EQ(list_error(check_deb_conffiles, good), "") << good;
    for (const std::string& wrong : {"etc/a\n"s, "/etc/a"s, "/etc/a\n/etc/b"s, " /etc/a\n"s, "foo /etc/a\n"s,
                                     "remove-on-upgrade etc/a\n"s, "remove-on-upgrade\n"s, "/a\0b\n"s,
                                     "/" + std::string(996, 'a') + "\n"})
        EXPECT_NE(list_error(check_deb_conffiles, wrong), "") << wrong;
}

TEST(DebTriggers, HasDirectivesWithOneName) {
    for (const std::string& good :
         {""s, "# c\n\n \t\n"s, "interest /usr/lib\n"s, " interest-noawait\tx \n"s,
          "activate-await ldconfig\n"s, "activate /a//b\n"s, "interest-await a+b-1.2\n"s})
        EXPECT_EQ(list_error(check_deb_triggers, good), "") << good;
    for (const std::string& wrong :
         {"garbage\n"s, "interest\n"s, "activate a b c\n"s, "interest /a"s, "interest /a/\n"s,
          "interest /a//b\n"s, "interest a_b\n"s, "interest \xc3\xa4\n"s, "interests /a\n"s,
          "interest /a\0\n"s, "interest /" + std::string(245, 'a') + "\n"})
        EXPECT_NE(list_error(check_deb_triggers, wrong), "") << wrong;
    EXPECT_EQ(list_error(check_deb_triggers, "interest /" + std::string(244, 'a') + "\n"), "");
}

/// What dpkg calls the package once it is unpacked: "name version architecture".
std::string installed_by_dpkg(const std::string& control) {
    const Scratch scratch;
    const auto deb = save(scratch, as_bytes(deb_of(control_tar_with(control), data_tar_with({})))).string();
    const std::string root = (scratch.path() / "root").string();
    run("mkdir -p " + root + "/var/lib/dpkg/info " + root + "/var/lib/dpkg/updates " + root +
        "/var/lib/dpkg/triggers && touch " + root + "/var/lib/dpkg/status");
    run("dpkg --force-not-root --force-bad-path --force-depends --root=" + root + " --unpack " + deb);
    return run("dpkg-query --admindir=" + root +
               "/var/lib/dpkg -W -f '${Package} ${Version} ${Architecture}'");
}

TEST(DebControl, SaysWhatDpkgInstalls) {
    const std::string end = "\nMaintainer: a\nDescription: d\n";
    for (const std::string& control :
         {"PACKAGE:\f Mme-Core \v\nVersion:\v 0:1.0\nArchitecture: all" + end,
          "\n\npackage: MME.core+x\nversion:\t1:2:3-4\r\narchitecture: all\r" + end,
          "Package:mme\nVersion:007:1.0-rc-2~a+b\nArchitecture:all\nX-Y: a\n\vPackage: other" + end,
          "Version: 0:1:2\nArchitecture: all\nProvides: AA (= 1), bb\nPackage: 0Ad" + end}) {
        const auto ours = parse_deb_control(control);
        ASSERT_TRUE(ours) << control << ours.error().text();
        const Identity& identity = ours->identity;
        EXPECT_EQ(identity.name + " " + identity.version + " " + identity.architecture,
                  installed_by_dpkg(control));
    }
}

}  // namespace
}  // namespace mme::test
