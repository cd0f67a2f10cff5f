// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/enforcement/after_run.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace mme {
namespace {

/// A host's state and journal in a directory of their own, where nothing is enabled: whether mmeverify is
/// still asked is denied by the program, or cannot be learned where it is not installed.
class AfterRun : public testing::Test {
  protected:
    void SetUp() override {
        directory_ = std::filesystem::temp_directory_path() / "mme-after.XXXXXX";
        std::string name = directory_.string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        directory_ = name;
        host_ = {directory_ / "policy.toml", directory_ / "state", directory_ / "log"};
        std::filesystem::create_directory(host_.state);
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    [[nodiscard]] std::string events() const {
        std::ifstream file(host_.events());
        return {std::istreambuf_iterator<char>(file), {}};
    }

    std::filesystem::path directory_;
    HostLayout host_;
};

TEST_F(AfterRun, RaisesAnAlarmThatNamesThePackageWhenEnforcementIsNotConfirmed) {
    const std::string text = confirm_enforcement(host_, "rpm", {{"stranger-1.0", {"/etc/rpm/macros.zz"}}});
    for (const std::string& told : {text, events()}) {
        EXPECT_NE(told.find("enforcement-lost"), std::string::npos) << told;
        EXPECT_NE(told.find("stranger-1.0"), std::string::npos) << told;
        EXPECT_NE(told.find("/etc/rpm/macros.zz"), std::string::npos) << told;
    }
    EXPECT_NE(events().find("\"decision\":\"alarm\""), std::string::npos);
}

TEST_F(AfterRun, AsksNothingWhenNoPackageBroughtConfiguration) {
    EXPECT_EQ(confirm_enforcement(host_, "rpm", {}), "");
    EXPECT_EQ(events(), "");
}

TEST_F(AfterRun, RemembersForTheProcessThatComesAfterTheRun_Once) {
    ASSERT_TRUE(remember_bringers(host_, "apt", {{"a\tb 1.0", {"/etc/apt/apt.conf.d/zz", "/etc/rpm/x"}}}));
    ASSERT_TRUE(remember_bringers(host_, "apt", {{"c 2.0", {"/etc/ld.so.preload"}}}));
    EXPECT_TRUE(take_bringers(host_, "dpkg").empty());
    const auto taken = take_bringers(host_, "apt");
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[0].paths, (std::vector<std::string>{"/etc/apt/apt.conf.d/zz", "/etc/rpm/x"}));
    EXPECT_EQ(taken[1].display_name, "c 2.0");
    EXPECT_TRUE(take_bringers(host_, "apt").empty());
}

TEST(BringersOf, AreThoseOfARunThatWasLetThrough) {
    Decision brings;
    brings.verdict = Verdict::not_in_scope;
    brings.shown = "stranger-1.0";
    brings.enforcement_paths = {"/etc/rpm/macros.zz"};
    Decision other = brings;
    other.enforcement_paths = {};
    TransactionDecision run;
    run.packages = {brings, other};
    ASSERT_EQ(bringers_of(run).size(), 1U);
    EXPECT_EQ(bringers_of(run)[0].display_name, "stranger-1.0");
    run.packages[1].verdict = Verdict::reject;
    EXPECT_TRUE(bringers_of(run).empty());
}

}  // namespace
}  // namespace mme
