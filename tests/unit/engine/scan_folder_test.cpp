// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/scan_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/engine/spooled.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

class ScanFolderOfTwo : public testing::Test {
  protected:
    ScanFolderOfTwo() {
        EXPECT_TRUE(folder.add(*spooled("../../etc/passwd\n", "one")));
        EXPECT_TRUE(folder.add(*spooled("b", "")));
    }
    ScanFolder folder = ScanFolder::make().value();
};

TEST_F(ScanFolderOfTwo, IsPrivateAndHoldsCopiesUnderNumbers) {
    struct stat status {};
    ASSERT_EQ(::stat(folder.top().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    std::ifstream file(folder.files() + "/00000001");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "one");
    EXPECT_TRUE(fs::is_empty(folder.empty()));
}

TEST_F(ScanFolderOfTwo, FindsAFileByItsPathAndWhatFollowsIt) {
    EXPECT_EQ(folder.index_of(folder.files() + "/00000001"), 0U);
    EXPECT_EQ(folder.index_of(folder.files() + "/00000002->inner.zip"), 1U);
    EXPECT_EQ(folder.index_of(folder.files() + "/00000002/inner"), 1U);
    for (const char* name :
         {"/00000003", "/00000000", "/000000011", "/00000001x", "/00000001.zip", "/00000001_", "/1", "", "/"})
        EXPECT_FALSE(folder.index_of(folder.files() + name)) << name;
    EXPECT_FALSE(folder.index_of("/elsewhere/00000001"));
}

TEST_F(ScanFolderOfTwo, NoticesAFileThatVanishedOrChanged) {
    EXPECT_EQ(folder.change_of(0), "");
    std::ofstream(folder.files() + "/00000001") << "two!";
    EXPECT_EQ(folder.change_of(0), "it was changed in the scan folder");
    fs::remove(folder.files() + "/00000002");
    EXPECT_NE(folder.change_of(1).find("vanished"), std::string::npos);
}

TEST(ScanFolder, GoesWithItsOwner) {
    std::string top;
    {
        const auto folder = ScanFolder::make().value();
        top = folder.top();
        EXPECT_TRUE(fs::exists(top));
    }
    EXPECT_FALSE(fs::exists(top));
}

}  // namespace
}  // namespace mme
