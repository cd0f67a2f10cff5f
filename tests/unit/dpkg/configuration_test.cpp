// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/configuration/configuration.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace mme {
namespace {

class HookConfiguration : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "hook-configuration-XXXXXX";
        root_ = mkdtemp(name.data());
    }
    void TearDown() override { std::filesystem::remove_all(root_); }
    std::filesystem::path root_;
    HookCommand command_{"/usr/libexec/mmeverify/dpkg-hook", {"--state", "/s"}};
};

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(HookConfiguration, EnabledIsThereAndDisabledIsGone) {
    for (const HookCaller caller : {HookCaller::apt, HookCaller::dpkg}) {
        const auto file = hook_file(caller, root_);
        ASSERT_TRUE(enable_hook(caller, root_, command_));
        EXPECT_EQ(content_of(file), hook_text(caller, command_));
        ASSERT_TRUE(disable_hook(caller, root_));
        ASSERT_TRUE(disable_hook(caller, root_));
        EXPECT_FALSE(std::filesystem::exists(file));
    }
}

TEST_F(HookConfiguration, LeavesNoDraftBehind) {
    ASSERT_TRUE(enable_hook(HookCaller::dpkg, root_, command_));
    const std::filesystem::directory_iterator folder(root_ / "etc/dpkg/dpkg.cfg.d");
    EXPECT_EQ(std::distance(folder, {}), 1);
}

TEST_F(HookConfiguration, RefusesWordsAShellWouldRead) {
    command_.options = {"--state", "/s; true"};
    EXPECT_FALSE(enable_hook(HookCaller::apt, root_, command_));
    command_ = {"relative/hook", {}};
    EXPECT_FALSE(enable_hook(HookCaller::dpkg, root_, command_));
    EXPECT_TRUE(std::filesystem::is_empty(root_));
}

}  // namespace
}  // namespace mme
