// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/configuration/configuration.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

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

TEST_F(HookConfiguration, EnabledIsFoundAndDisabledIsGone) {
    ASSERT_TRUE(enable_apt(root_, command_));
    ASSERT_TRUE(enable_dpkg(root_, command_));
    EXPECT_TRUE(status_apt(root_, command_).content_as_expected);
    EXPECT_TRUE(status_dpkg(root_, command_).content_as_expected);
    EXPECT_FALSE(status_dpkg(root_, command_).in_force());
    ASSERT_TRUE(disable_apt(root_));
    ASSERT_TRUE(disable_dpkg(root_));
    ASSERT_TRUE(disable_dpkg(root_));
    EXPECT_FALSE(status_apt(root_, command_).file_present);
    EXPECT_FALSE(status_dpkg(root_, command_).file_present);
}

TEST_F(HookConfiguration, AChangedFileIsNoticed) {
    ASSERT_TRUE(enable_dpkg(root_, command_));
    std::ofstream(root_ / "etc/dpkg/dpkg.cfg.d/mmeverify", std::ios::app) << "#\n";
    EXPECT_FALSE(status_dpkg(root_, command_).content_as_expected);
}

TEST_F(HookConfiguration, RefusesWordsAShellWouldRead) {
    command_.options = {"--state", "/s; true"};
    EXPECT_FALSE(enable_apt(root_, command_));
    command_ = {"relative/hook", {}};
    EXPECT_FALSE(enable_dpkg(root_, command_));
    EXPECT_FALSE(status_apt(root_, command_).file_present);
}

}  // namespace
}  // namespace mme
