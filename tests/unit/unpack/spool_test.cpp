// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/spool.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "libverify/digest/hasher.h"

namespace mme {
namespace {

/// A memfd's link says so; an unlinked file's names its folder.
bool in_memory(const SpooledFile& file) {
    const auto link = "/proc/self/fd/" + std::to_string(file.descriptor.get());
    return std::filesystem::read_symlink(link).string().starts_with("/memfd:");
}

std::string content_of(const SpooledFile& file) {
    std::string text(file.size, '\0');
    EXPECT_EQ(::pread(file.descriptor.get(), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    return text;
}

TEST(Spool, KeepsSmallContentsInMemory) {
    const auto file = Spool().take_bytes("/x", as_bytes("content"));
    ASSERT_TRUE(file);
    EXPECT_TRUE(in_memory(*file));
    EXPECT_EQ(content_of(*file), "content");
    EXPECT_EQ(file->sha256, sha256_of(as_bytes("content")));
}

TEST(Spool, KeepsAnEmptyContent) {
    const auto file = Spool().take_bytes("/x", {});
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->descriptor);
    EXPECT_EQ(file->size, 0U);
}

TEST(Spool, MovesWhatGrowsTooLargeToAFileWithoutAName) {
    const std::string large(Spool::most_file_bytes_in_memory + 1, 'x');
    const auto file = Spool().take_bytes("/x", as_bytes(large));
    ASSERT_TRUE(file);
    EXPECT_FALSE(in_memory(*file));
    EXPECT_TRUE(content_of(*file) == large);
    struct stat status {};
    ASSERT_EQ(::fstat(file->descriptor.get(), &status), 0);
    EXPECT_EQ(status.st_nlink, 0U);
}

TEST(Spool, BoundsTheMemoryOfAllContentsTogether) {
    const Spool spool(1000);
    const std::string text(600, 'x');
    auto first = spool.take_bytes("/1", as_bytes(text));
    const auto second = spool.take_bytes("/2", as_bytes(text));
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(in_memory(*first));
    EXPECT_FALSE(in_memory(*second));
    *first = SpooledFile{};
    const auto third = spool.take_bytes("/3", as_bytes(text));
    ASSERT_TRUE(third);
    EXPECT_TRUE(in_memory(*third));
}

TEST(Spool, NamesTheFolderThatCannotHoldAFile) {
    ::setenv("TMPDIR", "/nonexistent", 1);
    const auto file = Spool(0).take_bytes("/x", as_bytes("content"));
    ::unsetenv("TMPDIR");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code(), Code::internal_error);
    EXPECT_NE(file.error().detail().find("/nonexistent"), std::string::npos);
}

}  // namespace
}  // namespace mme
