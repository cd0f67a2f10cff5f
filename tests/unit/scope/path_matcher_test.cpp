// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/path_matcher.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/scope/scratch_root.h"

namespace mme {
namespace {

const Scope scope_of_opt_mme{.everything = false, .names = {}, .vendors = {}, .paths = {"/opt/mme/"}};

/// What comes out for a package with these paths, on a host with this root.
Result<ScopeMatch> match(const std::vector<PayloadPath>& paths, const std::string& root = "/nonexistent") {
    TransactionLinks links;
    MME_TRY(PathMatcher matcher, PathMatcher::open({}, scope_of_opt_mme, root, links));
    for (const PayloadPath& one : paths) MME_CHECK(matcher.visit(one));
    return matcher.match();
}

PayloadPath file(std::string path) {
    return {std::move(path), FileType::file, {}};
}
PayloadPath directory(std::string path) {
    return {std::move(path), FileType::directory, {}};
}
PayloadPath link(std::string path, std::string target) {
    return {std::move(path), FileType::symlink, std::move(target)};
}

TEST(PathMatcher, FindsAPathInScopeHoweverItIsSpelt) {
    for (const char* path : {"/opt/mme/x", "/opt//mme/x", "/./opt/mme/./x"})
        EXPECT_TRUE(match({file(path)}).value().in_scope) << path;
    EXPECT_FALSE(match({directory("/opt"), file("/opt/other/x")}).value().in_scope);
}

TEST(PathMatcher, RefusesTheDirectoryAbove) {
    EXPECT_FALSE(match({file("/usr/../opt/mme/x")}));
}

TEST(PathMatcher, FollowsALinkOfThePackage) {
    EXPECT_TRUE(match({link("/data", "opt"), file("/data/mme/x")}).value().in_scope);
    EXPECT_FALSE(match({link("/data", "opt"), file("/data/other/x")}).value().in_scope);
}

TEST(PathMatcher, FollowsALinkThatIsMadeThroughALink_R1c) {
    const auto found =
        match({link("/a/b", "/z"), link("/a/b/l", "../opt"), directory("/z"), file("/z/l/mme/x")});
    EXPECT_TRUE(found.value().in_scope);
    EXPECT_FALSE(match({link("/a/b", "/z"), link("/a/b/l", "../opt"), file("/z/l/x")}).value().in_scope);
}

TEST(PathMatcher, CountsTheTargetsOfLinks) {
    EXPECT_TRUE(match({link("/usr/bin/x", "../../opt/mme/bin/x")}).value().in_scope);
    EXPECT_TRUE(match({link("/usr/bin/x", "/opt/mme")}).value().in_scope);
    EXPECT_TRUE(match({{"/usr/bin/x", FileType::hardlink, "/opt/mme/bin/x"}}).value().in_scope);
    EXPECT_FALSE(match({link("/usr/bin/x", "/opt/other")}).value().in_scope);
}

TEST(PathMatcher, TakesALinkWhereAPathInScopePasses) {
    EXPECT_TRUE(match({link("/opt", "/srv/opt")}).value().in_scope);
}

TEST(PathMatcher, LetsALinkBeThatTheHostHasAlready) {
    const ScratchRoot root;
    root.make_directory("/srv/opt");
    root.make_link("/opt", "srv/opt");
    EXPECT_FALSE(match({link("/opt", "srv/opt")}, root.path()).value().in_scope);
    EXPECT_TRUE(match({link("/opt", "srv/other")}, root.path()).value().in_scope);
}

TEST(PathMatcher, FollowsALinkOfTheHost) {
    const ScratchRoot root;
    root.make_directory("/opt");
    root.make_link("/opt/mme", "/srv/mme");
    root.make_link("/data", "opt");
    EXPECT_TRUE(match({file("/srv/mme/x")}, root.path()).value().in_scope);
    EXPECT_TRUE(match({file("/data/mme/x")}, root.path()).value().in_scope);
    EXPECT_TRUE(match({directory("/data/mme")}, root.path()).value().in_scope);
}

TEST(PathMatcher, LetsALinkInCirclesBe) {
    EXPECT_FALSE(match({link("/srv/x", "x")}).value().in_scope);
}

TEST(PathMatcher, NamesTheGuardedPath) {
    for (const char* path :
         {"/etc/mmeverify/policy.toml", "/var/lib/mmeverify/state", "/var/log/mmeverify/events.jsonl",
          "/etc/apt/apt.conf.d/05mmeverify", "/etc/dpkg/dpkg.cfg.d/mmeverify",
          "/usr/lib/rpm/macros.d/macros.transaction_mmeverify"})
        EXPECT_EQ(match({file(path)}).value().guarded_path, path);
    EXPECT_FALSE(match({file("/usr/share/doc/mmeverify/README")}).value().guarded_path);
}

TEST(PathMatcher, GuardsWhatIsAboveButNotSharedDirectories) {
    EXPECT_TRUE(match({link("/etc", "/srv/etc")}).value().guarded_path);
    EXPECT_TRUE(match({file("/var/lib")}).value().guarded_path);
    EXPECT_FALSE(match({directory("/etc"), directory("/var/lib"), directory("/etc/apt/apt.conf.d")})
                     .value()
                     .guarded_path);
}

TEST(PathMatcher, GuardsThePlacesThatOptionsName) {
    HostLayout host;
    host.policy = "/srv/policy/mme.toml";
    TransactionLinks links;
    PathMatcher matcher = PathMatcher::open(host, scope_of_opt_mme, "", links).value();
    ASSERT_TRUE(matcher.visit(file("/srv/policy/keys.d/vendor.asc")));
    EXPECT_EQ(matcher.match().guarded_path, "/srv/policy/keys.d/vendor.asc");
}

TEST(PathMatcher, NamesWhereEnforcementCanBeSwitchedOff) {
    const auto found = match({file("/etc/rpm/macros.zz"), file("/usr/lib/rpm/macros.d/macros.zz"),
                              file("/etc/apt/apt.conf.d/99x"), file("/etc/dpkg/dpkg.cfg.d/x"),
                              file("/etc/other"), directory("/etc/rpm")})
                           .value();
    EXPECT_EQ(found.enforcement_paths.size(), 4U);
    EXPECT_FALSE(found.in_scope);
    EXPECT_FALSE(found.guarded_path);
}

/// The packages of a transaction are matched again and again, as long as a link that came up may change a
/// path.
std::vector<bool> in_scope(const std::vector<std::vector<PayloadPath>>& packages) {
    TransactionLinks links;
    std::vector<bool> found;
    do {
        found.clear();
        for (const auto& paths : packages) {
            PathMatcher matcher = PathMatcher::open({}, scope_of_opt_mme, "/nonexistent", links).value();
            for (const PayloadPath& one : paths) EXPECT_TRUE(matcher.visit(one));
            found.push_back(matcher.match().in_scope);
        }
    } while (links.changed_a_path());
    return found;
}

TEST(PathMatcher, FollowsTheLinksOfOtherPackages_R1c) {
    const std::vector<PayloadPath> data{link("/srv/data", "../opt")};
    EXPECT_EQ(in_scope({data, {file("/srv/data/mme/x")}}), (std::vector{false, true}));
    EXPECT_EQ(in_scope({{file("/srv/data/mme/x")}, data}), (std::vector{true, false}));
    EXPECT_EQ(in_scope({{file("/srv/data/other/x")}, data}), (std::vector{false, false}));
    // Through two packages, and a link that another package's link has moved.
    EXPECT_EQ(in_scope({{file("/a/b/mme/x")}, {link("/a", "srv")}, {link("/srv/b", "/opt")}}),
              (std::vector{true, false, false}));
    EXPECT_EQ(in_scope({{file("/z/l/mme/x")}, {link("/a/b/l", "../opt")}, {link("/a/b", "/z")}}),
              (std::vector{true, false, false}));
    EXPECT_EQ(in_scope({{link("/usr/bin/x", "/srv/data/mme/x")}, data}), (std::vector{true, false}));
}

/// What the real dpkg-divert has written is read.
TEST(PathMatcher, FollowsADiversionOfTheHost_R1c) {
    const ScratchRoot root;
    root.make_directory("/var/lib/dpkg");
    const std::string divert = "dpkg-divert --quiet --no-rename --admindir " + root.path() + "/var/lib/dpkg ";
    ASSERT_EQ(std::system((divert + "--package owner --divert /opt/mme/tool --add /usr/bin/tool").c_str()),
              0);
    for (const std::string package : {"stranger", "owner"}) {
        TransactionLinks links;
        PathMatcher matcher = PathMatcher::open({}, scope_of_opt_mme, root.path(), links).value();
        matcher.divert(DpkgDiversions::read(root.path()).value(), package);
        ASSERT_TRUE(matcher.visit(file("/usr/bin/tool")));
        EXPECT_EQ(matcher.match().in_scope, package == "stranger");
    }
}

TEST(PathMatcher, RefusesAPathThroughALinkThatTwoPackagesBring_R1c) {
    TransactionLinks links;
    ASSERT_TRUE(links.note_link("/srv/data", "/opt"));
    ASSERT_TRUE(links.note_link("/srv/data", "/usr"));
    PathMatcher matcher = PathMatcher::open({}, scope_of_opt_mme, "/nonexistent", links).value();
    EXPECT_FALSE(matcher.visit(file("/srv/data/x")));
    EXPECT_TRUE(matcher.visit(file("/srv/x")));
}

TEST(TransactionLinks, AreLookedAtAgainOnlyWherePathsPassThem) {
    TransactionLinks links;
    ASSERT_TRUE(links.note_link("/usr/lib/libx.so", "libx.so.1"));
    links.note_directories_above("/usr/lib/libx.so.1");
    EXPECT_FALSE(links.changed_a_path());
    ASSERT_TRUE(links.note_link("/usr/lib", "lib64"));
    EXPECT_TRUE(links.changed_a_path());
    EXPECT_FALSE(links.changed_a_path());
}

}  // namespace
}  // namespace mme
