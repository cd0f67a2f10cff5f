// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/archive_list.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace mme {
namespace {

class ArchiveList : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "archive-list-XXXXXX";
        folder_ = mkdtemp(name.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(ArchiveList, RelativePathsAreSeenFromDpkgsFolder_R1c) {
    const auto found = list_archives({"install", false, {"a.deb", "/b.deb"}}, "/home/x");
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<std::string>{"/b.deb", "/home/x/a.deb"}));
}

TEST_F(ArchiveList, RecursiveFollowsLinksAsAptMakesThem_R1c) {
    std::ofstream(folder_ / "real.deb") << "x";
    std::filesystem::create_directory(folder_ / "apt");
    std::filesystem::create_symlink(folder_ / "real.deb", folder_ / "apt/000-real.deb");
    std::ofstream(folder_ / "apt/readme") << "x";
    const auto found = list_archives({"unpack", true, {"apt"}}, folder_);
    ASSERT_TRUE(found) << found.error().text();
    EXPECT_EQ(*found, std::vector<std::string>{(folder_ / "apt/000-real.deb").string()});
}

TEST_F(ArchiveList, RefusesLinkLoopsAndEmptyLists_R4) {
    EXPECT_FALSE(list_archives({"install", true, {"."}}, folder_));
    std::filesystem::create_directory_symlink(folder_, folder_ / "loop");
    EXPECT_FALSE(list_archives({"install", true, {"."}}, folder_));
    EXPECT_FALSE(list_archives({"install", false, {}}, folder_));
}

}  // namespace
}  // namespace mme
