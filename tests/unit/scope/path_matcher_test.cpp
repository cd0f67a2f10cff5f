// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/path_matcher.h"

#include <gtest/gtest.h>

#include "tests/unit/scope/scratch_root.h"

namespace mme {
namespace {

const Scope scope_of_opt_mme{.everything = false, .names = {}, .vendors = {}, .paths = {"/opt/mme/"}};

/// What comes out for a package with these paths, on a host with this root.
Result<ScopeMatch> match(const std::vector<PayloadPath>& paths, const std::string& root = "/nonexistent") {
    MME_TRY(PathMatcher matcher, PathMatcher::open({}, scope_of_opt_mme, root));
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
    PathMatcher matcher = PathMatcher::open(host, scope_of_opt_mme, "").value();
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

}  // namespace
}  // namespace mme
