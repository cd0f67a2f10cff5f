// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/source/source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>

#include "libverify/openpgp/signature_blob.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

void put(const fs::path& path, const std::string& text) {
    std::ofstream(path) << text;
}

/// A package whose manifest is looked for beside it and in a store, both empty at first.
class SourceTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/tmp/mme-source.XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        room = name;
        host.state = room / "state";
        fs::create_directories(host.manifests());
        element.path = (room / "p.deb").string();
    }
    void TearDown() override { fs::remove_all(room); }

    [[nodiscard]] std::string beside(const char* ending) const { return *element.path + ending; }
    [[nodiscard]] std::string stored(const char* ending) const {
        return (host.manifests() / package.content_id.hex()).string() + ending;
    }
    [[nodiscard]] std::vector<SignedManifest> found() const { return find_manifests(host, element, package); }

    /// The one candidate that stands beside the package must fail with this.
    void expect_obstacle(Code code, const std::string& word) const {
        const auto candidates = found();
        ASSERT_EQ(candidates.size(), 1U) << word;
        ASSERT_TRUE(candidates[0].obstacle) << word;
        EXPECT_EQ(candidates[0].source, "beside");
        EXPECT_EQ(candidates[0].obstacle->code(), code) << candidates[0].obstacle->text();
        EXPECT_NE(candidates[0].obstacle->text().find(word), std::string::npos)
            << candidates[0].obstacle->text();
    }

    fs::path room;
    HostLayout host;
    Package package;
    Element element{
        .shown = "p.deb", .path = {}, .file = fail(Code::internal_error, ""), .installed_versions = {}};
};

TEST_F(SourceTest, WhatIsNotThereIsNoCandidate) {
    EXPECT_TRUE(found().empty());
    element.path = (room / "no" / "p.deb").string();
    EXPECT_TRUE(found().empty());
}

TEST_F(SourceTest, TheStoreComesAfterTheFileBeside) {
    put(beside(".mme.toml"), "beside");
    put(stored(".mme.toml"), "store");
    put(stored(".mme.sig"), "signature");
    const auto candidates = found();
    ASSERT_EQ(candidates.size(), 2U);
    EXPECT_EQ(as_text(candidates[0].manifest), "beside");
    EXPECT_FALSE(candidates[0].signature);
    EXPECT_EQ(candidates[1].source, "store");
    EXPECT_EQ(as_text(*candidates[1].signature), "signature");
    EXPECT_FALSE(candidates[0].obstacle || candidates[1].obstacle);
}

TEST_F(SourceTest, ABadFileBesideLeavesTheStoresCandidate_R28) {
    ASSERT_EQ(::mkfifo(beside(".mme.toml").c_str(), 0600), 0);
    put(stored(".mme.toml"), "store");
    const auto candidates = found();
    ASSERT_EQ(candidates.size(), 2U);
    EXPECT_TRUE(candidates[0].obstacle);
    EXPECT_FALSE(candidates[1].obstacle);
}

TEST_F(SourceTest, WhatIsNoRegularFileFailsWithoutWaiting_R28) {
    const std::string path = beside(".mme.toml");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    expect_obstacle(Code::manifest_malformed, "not a regular file");
    fs::remove(path);
    fs::create_directory(path);
    expect_obstacle(Code::manifest_malformed, "not a regular file");
    fs::remove(path);
    if (::mknod(path.c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0) {  // /dev/zero
        expect_obstacle(Code::manifest_malformed, "not a regular file");
        fs::remove(path);
    }
    fs::create_symlink("/dev/zero", path);
    expect_obstacle(Code::manifest_malformed, "not a regular file");
}

TEST_F(SourceTest, LinksThatLeadNowhereFail_R28) {
    const std::string path = beside(".mme.toml");
    fs::create_symlink("nowhere", path);
    expect_obstacle(Code::manifest_missing, "No such file");
    fs::remove(path);
    fs::create_symlink(path, path);
    expect_obstacle(Code::manifest_missing, "Too many levels");
}

TEST_F(SourceTest, ATooLongNameFails_R28) {
    element.path = (room / (std::string(250, 'n') + ".deb")).string();
    expect_obstacle(Code::manifest_missing, "File name too long");
}

TEST_F(SourceTest, ATooLargeFileFailsUnread_R28) {
    put(beside(".mme.toml"), "");
    fs::resize_file(beside(".mme.toml"), max_manifest_bytes + 1);
    expect_obstacle(Code::manifest_malformed, "expected at most");
}

TEST_F(SourceTest, ABadSignatureFileFailsTheCandidate_R28) {
    put(beside(".mme.toml"), "manifest");
    const std::string path = beside(".mme.sig");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    expect_obstacle(Code::signature_invalid, "not a regular file");
    fs::remove(path);
    fs::create_symlink("nowhere", path);
    expect_obstacle(Code::signature_missing, "No such file");
    fs::remove(path);
    put(path, "");
    fs::resize_file(path, max_signature_bytes + 1);
    expect_obstacle(Code::signature_invalid, "expected at most");
}

TEST_F(SourceTest, AnUnreadableFileFails_R28) {
    put(beside(".mme.toml"), "manifest");
    ::chmod(room.c_str(), 0755);
    ::chmod(beside(".mme.toml").c_str(), 0);
    if (::seteuid(65534) != 0) GTEST_SKIP() << "needs root to be somebody else";
    expect_obstacle(Code::manifest_missing, "Permission denied");
    ASSERT_EQ(::seteuid(0), 0);
}

}  // namespace
}  // namespace mme
