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

TEST_F(ArchiveList, RefusesEmptyLists_R4) {
    EXPECT_FALSE(list_archives({"install", true, {"."}}, folder_));
    EXPECT_FALSE(list_archives({"install", false, {}}, folder_));
}

// As dpkg takes it: the paths through the link too, so that whoever could change the link is found.
TEST_F(ArchiveList, ALinkBackUpIsFollowedOnce_R4) {
    std::ofstream(folder_ / "a.deb") << "x";
    std::filesystem::create_directory_symlink(folder_, folder_ / "loop");
    const auto found = list_archives({"install", true, {"."}}, folder_);
    ASSERT_TRUE(found) << found.error().text();
    EXPECT_EQ(*found, (std::vector<std::string>{(folder_ / "./a.deb").string(),
                                                (folder_ / "./loop/a.deb").string()}));
}

TEST_F(ArchiveList, ALinkToItselfIsNoArchive_R4) {
    std::ofstream(folder_ / "a.deb") << "x";
    std::filesystem::create_symlink("self", folder_ / "self");
    const auto found = list_archives({"install", true, {"."}}, folder_);
    ASSERT_TRUE(found) << found.error().text();
    EXPECT_EQ(found->size(), 1U);
    std::filesystem::create_symlink("self.deb", folder_ / "self.deb");
    EXPECT_FALSE(list_archives({"install", true, {"."}}, folder_));
}

TEST_F(ArchiveList, ManyLinksBackUpEnd_R4) {
    std::ofstream(folder_ / "a.deb") << "x";
    for (int i = 0; i < 12; ++i) {
        const auto directory = folder_ / ("d" + std::to_string(i));
        std::filesystem::create_directory(directory);
        for (int k = 0; k < 12; ++k)
            std::filesystem::create_symlink("../d" + std::to_string(k),
                                            directory / ("l" + std::to_string(k)));
    }
    EXPECT_FALSE(list_archives({"install", true, {"."}}, folder_));
}

}  // namespace
}  // namespace mme
