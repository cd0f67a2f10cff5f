// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/path_resolver.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <random>

#include "libverify/io/fd.h"
#include "tests/unit/scope/scratch_root.h"

namespace mme {
namespace {

using Links = PathResolver::Links;

/// Where the kernel creates a file when `root` is the root directory; nothing if it cannot.
std::optional<std::string> created_by_kernel(const std::string& root, const std::string& path) {
    const Fd directory(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    open_how how{};
    how.flags = O_CREAT | O_WRONLY | O_CLOEXEC;
    how.mode = 0644;
    how.resolve = RESOLVE_IN_ROOT;
    const Fd file(static_cast<int>(::syscall(SYS_openat2, directory.get(), path.c_str(), &how, sizeof how)));
    if (!file) return std::nullopt;
    const auto made = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file.get())).string();
    return made.substr(root.size());
}

TEST(PathResolver, FollowsAbsoluteAndRelativeLinksBelowTheRoot) {
    const ScratchRoot root;
    root.make_directory("/usr/lib");
    root.make_link("/lib", "usr/lib");
    root.make_link("/usr/lib/mme", "/opt/mme");
    PathResolver resolver(root.path());
    EXPECT_EQ(resolver.resolve("/lib/mme/x", Links::of_host, false).value(), "/opt/mme/x");
    EXPECT_EQ(resolver.resolve("/lib/other", Links::of_host, false).value(), "/usr/lib/other");
}

TEST(PathResolver, FollowsTheLastLinkOnlyWhenAsked) {
    const ScratchRoot root;
    root.make_link("/data", "/opt/mme");
    PathResolver resolver(root.path());
    EXPECT_EQ(resolver.resolve("/data", Links::of_host, false).value(), "/data");
    EXPECT_EQ(resolver.resolve("/data", Links::of_host, true).value(), "/opt/mme");
}

TEST(PathResolver, FollowsThePackagesLinksWhenAsked) {
    PathResolver resolver("/nonexistent");
    ASSERT_TRUE(resolver.add_link("/opt/x", "../srv/./y"));
    ASSERT_TRUE(resolver.add_link("/srv/y", "/opt/mme"));
    EXPECT_EQ(resolver.resolve("/opt/x/f", Links::of_packages_and_host, false).value(), "/opt/mme/f");
    EXPECT_EQ(resolver.resolve("/opt/x/f", Links::of_host, false).value(), "/opt/x/f");
}

TEST(PathResolver, DoesNotLeaveTheRoot) {
    PathResolver resolver("/nonexistent");
    ASSERT_TRUE(resolver.add_link("/x", "../../../../etc"));
    EXPECT_EQ(resolver.resolve("/x/passwd", Links::of_packages_and_host, false).value(), "/etc/passwd");
}

TEST(PathResolver, RefusesLinksThatGoInCircles) {
    PathResolver resolver("/nonexistent");
    ASSERT_TRUE(resolver.add_link("/a", "b"));
    ASSERT_TRUE(resolver.add_link("/b", "a"));
    const auto led = resolver.resolve("/a/x", Links::of_packages_and_host, false);
    ASSERT_FALSE(led);
    EXPECT_EQ(led.error().code(), Code::archive_malformed);
}

TEST(PathResolver, RefusesPathsThatTakeTooLongToFollow) {
    PathResolver resolver("/nonexistent");
    std::string deep;
    while (deep.size() < 4000) deep += "/x";
    Status followed = Done{};
    for (int i = 0; followed && i < 2000; ++i) {
        const auto led = resolver.resolve(deep + std::to_string(i), Links::of_host, false);
        if (!led) followed = led.error();
    }
    EXPECT_FALSE(followed);
}

TEST(PathResolver, RefusesLinksThatTakeTooLongToFollow_R28) {
    PathResolver resolver("/nonexistent");
    std::string up;
    while (up.size() < 4000) up += "../";
    for (int i = 0; i < 39; ++i)
        ASSERT_TRUE(resolver.add_link("/l" + std::to_string(i), up + "l" + std::to_string(i + 1)));
    Status followed = Done{};
    for (int i = 0; followed && i < 2000; ++i) {
        const auto led = resolver.resolve("/l0/" + std::to_string(i), Links::of_packages_and_host, false);
        if (!led) followed = led.error();
    }
    EXPECT_FALSE(followed);
}

TEST(PathResolver, AnswersTheSameAfterForgettingWhatTheHostSaid) {
    const ScratchRoot root;
    root.make_link("/data", "/opt/mme");
    PathResolver resolver(root.path());
    EXPECT_EQ(resolver.resolve("/data/x", Links::of_host, false).value(), "/opt/mme/x");
    const std::string name(3000, 'n');
    for (int i = 0; i < 12000; ++i)  // twice what is remembered
        ASSERT_TRUE(resolver.resolve("/" + name + std::to_string(i), Links::of_host, true));
    EXPECT_EQ(resolver.resolve("/data/x", Links::of_host, false).value(), "/opt/mme/x");
}

TEST(PathResolver, AgreesWithTheKernelOnRandomTrees) {
    std::mt19937 random(20261125);
    constexpr std::array names{"a", "b", "c", "d"};
    const auto name = [&] { return std::string(names[random() % names.size()]); };
    const auto path = [&](std::size_t length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text += "/" + name();
        return text;
    };
    int compared = 0;
    for (int round = 0; round < 40; ++round) {
        const ScratchRoot root;
        for (int i = 0; i < 12; ++i) {
            std::error_code ignored;
            std::filesystem::create_directories(root.path() + path(1 + random() % 3), ignored);
            const std::string up(random() % 3 == 0 ? "../" : "");
            const std::string target =
                random() % 2 == 0 ? path(1 + random() % 2) : up + name() + "/./" + name();
            std::filesystem::create_symlink(target, root.path() + path(1 + random() % 3), ignored);
        }
        PathResolver resolver(root.path());
        for (int i = 0; i < 50; ++i) {
            const std::string wanted = path(1 + random() % 3) + "/file" + std::to_string(i);
            const auto made = created_by_kernel(root.path(), wanted);
            if (!made) continue;
            ++compared;
            EXPECT_EQ(resolver.resolve(wanted, Links::of_host, true).value(), *made) << wanted;
        }
    }
    EXPECT_GT(compared, 300);
}

}  // namespace
}  // namespace mme
