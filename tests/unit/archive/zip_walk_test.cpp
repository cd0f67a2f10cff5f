// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/zip_walk.h"

#include <gtest/gtest.h>

#include "libverify/archive/recognise.h"
#include "tests/unit/archive/walked.h"
#include "tests/unit/archive/zip_builder.h"

namespace mme::test {
namespace {

using namespace std::string_literals;

Walked walk(const std::string& bytes) {
    return walked(bytes, ContainerKind::zip);
}

const std::string forty(40, 'x');
const ZipItem one{.name = "a", .body = "first"};
const ZipItem two{.name = "b/c", .body = "second"};

TEST(ZipWalk, ReadsEntriesOfBothForms_R29) {
    for (const bool wide : {false, true}) {
        const Walked walked = walk(ZipArchive{.items = {one, two}, .wide = wide}.bytes());
        EXPECT_EQ(walked.fault, "");
        EXPECT_EQ(walked.found, (std::map<std::string, std::string>{{"a", "first"}, {"b/c", "second"}}));
    }
}

TEST(ZipWalk, OffersABodyWhateverTypeItsEntryStates_R29) {
    const Walked walked =
        walk(ZipArchive{.items = {{.name = "link", .body = "target\0rest"s, .mode = 0120777},
                                  {.name = "folder/", .body = "body", .mode = 040755},
                                  {.name = "empty/", .mode = 040755},
                                  {.name = "fifo", .body = "pipe", .mode = 010644}}}
                 .bytes());
    EXPECT_EQ(walked.fault, "");
    EXPECT_EQ(walked.found, (std::map<std::string, std::string>{
                                {"link", "target\0rest"s}, {"folder/", "body"}, {"fifo", "pipe"}}));
}

TEST(ZipWalk, FindsWhatNoDirectoryNames_R29) {
    const ZipItem hidden{.name = "hidden", .body = forty, .listed = false};
    const Walked walked = walk(ZipArchive{.items = {one, hidden, two}}.bytes());
    ASSERT_TRUE(walked.found.contains("+36"));
    EXPECT_TRUE(says(walked.found.at("+36"), "hidden" + forty));
}

TEST(ZipWalk, FindsBytesBeforeBetweenAndBehind_R29) {
    const ZipArchive archive{.items = {one}, .front = "in front " + forty, .between = "between " + forty};
    const std::string bytes = archive.bytes() + "behind " + forty;
    const auto found = walk(bytes).found;
    EXPECT_EQ(found.size(), 4U);
    EXPECT_EQ(found.at("a"), "first");
    EXPECT_EQ(found.at("+0"), archive.front);
    EXPECT_EQ(found.at("+" + std::to_string(bytes.find("between"))), archive.between);
    EXPECT_EQ(found.at("+" + std::to_string(bytes.find("behind"))), "behind " + forty);
}

TEST(ZipWalk, TakesPrependedBytesThatOffsetsDoNotCount_R29) {
    EXPECT_EQ(walk(forty + ZipArchive{.items = {one, two}}.bytes()).found.at("a"), "first");
    EXPECT_EQ(walk(forty + ZipArchive{.items = {one, two}, .wide = true}.bytes()).found.at("b/c"), "second");
}

TEST(ZipWalk, LeavesOutPaddingAndWhatACarrierOwns) {
    const ZipItem aligned{.name = "z", .body = "z", .before = std::string(4000, '\0')};
    EXPECT_EQ(walk(ZipArchive{.items = {one, aligned}}.bytes()).found.size(), 2U);
    EXPECT_EQ(walk("#!/usr/bin/python3\n# a line that is long enough\n" + ZipArchive{.items = {one}}.bytes())
                  .found.size(),
              1U);
    EXPECT_EQ(walk("JM\1\0"s + ZipArchive{.items = {one}}.bytes()).found.size(), 1U);
}

TEST(ZipWalk, DoesNotReadWhatTheTwoHeadersDisagreeAbout_R29) {
    const auto read = [](const ZipItem& item) {
        return walk(ZipArchive{.items = {item, two}}.bytes()).found.at("a");
    };
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .local_name = "b"}), "another name"));
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .local_size = 4}), "another size"));
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .local_size = 0}), "another size"));
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .local_method = 8}), "another method"));
}

TEST(ZipWalk, VerifiesSizeAndChecksum_R29) {
    const auto read = [](const ZipItem& item) {
        return walk(ZipArchive{.items = {item, two}}.bytes()).found.at("a");
    };
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .crc = 7}), "CRC"));
    EXPECT_TRUE(says(read({.name = "a", .body = "no deflate", .method = 8}), "deflate stream"));
    EXPECT_TRUE(says(read({.name = "a", .body = "12345", .method = 9}), "method (9"));
}

TEST(ZipWalk, ReadsWhatIsDescribedBehindIt_R29) {
    const std::string crc = "\xAC\x71\xF9\x02"s;  // of "first", only its length counts here
    const ZipItem streamed{
        .name = "a", .body = "first", .local_size = 0, .flags = 8, .behind = "PK\7\10" + crc};
    EXPECT_EQ(walk(ZipArchive{.items = {streamed, two}}.bytes()).found.at("a"), "first");
    EXPECT_EQ(walk(ZipArchive{.items = {{.name = "a", .body = "x", .flags = 1}}}.bytes()).found.at("a"),
              "encrypted");
}

TEST(ZipWalk, NamesArchivesThatReadersTakeDifferently_R29) {
    const std::string other = ZipArchive{.items = {two}}.bytes();
    EXPECT_TRUE(says(walk(ZipArchive{.items = {one}, .comment = other}.bytes()).fault,
                     "two directories or end records"));
    EXPECT_TRUE(says(walk(ZipArchive{.items = {one}, .more_entries = 1}.bytes()).fault, "1 entries"));
    ZipItem twice = one;
    twice.times = 2;
    EXPECT_TRUE(says(walk(ZipArchive{.items = {twice}}.bytes()).fault, "overlap"));
    EXPECT_TRUE(says(walk("PK\3\4 and nothing else").fault, "no end record"));
}

TEST(ZipWalk, NamesADirectoryThatStandsBothWhereItEndsAndWhereItIsSaidToBe_R29) {
    const std::string archive = ZipArchive{.items = {one}}.bytes();
    const std::string front = std::string(archive.find("PK\1\2"), 'x') + "PK\1\2" + forty;
    EXPECT_TRUE(says(walk(front + archive).fault, "two directories"));
}

TEST(ZipWalk, LeavesNothingOutForAWordAtTheStart_R29) {
    const ZipItem hidden{.name = "hidden", .body = forty, .listed = false};
    for (const std::string magic : {"MZ",
                                    "\x7F"
                                    "ELF"}) {
        const auto found = walk(magic + ZipArchive{.items = {hidden, one}}.bytes()).found;
        ASSERT_TRUE(found.contains("+0"));
        EXPECT_TRUE(says(found.at("+0"), "hidden" + forty));
    }
}

TEST(ZipWalk, EndsWhereEntriesHaveMoreBytesThanTheFile_R28) {
    ZipItem same{.name = "a", .body = std::string(2000, 'x')};
    same.times = 50;
    const Walked found = walk(ZipArchive{.items = {same}}.bytes());
    EXPECT_LT(found.visits, 6U);
    EXPECT_TRUE(says(found.fault, "overlap"));
}

TEST(ZipWalk, SurvivesEveryCut) {
    const std::string whole = ZipArchive{.items = {one, two}, .wide = true}.bytes();
    for (std::size_t size = 1; size < whole.size(); ++size)
        EXPECT_NE(walk(whole.substr(0, size)).fault, "") << size;
}

TEST(ZipWalk, IsFoundWithBytesBeforeAndBehind_R29) {
    const auto is_zip = [](const std::string& bytes) {
        const ScratchFile scratch(bytes);
        const auto found = recognise(*PackageFile::open(scratch.path()));
        return found->size() == 1 && found->front().kind == ContainerKind::zip;
    };
    const std::string zip = ZipArchive{.items = {one, two}}.bytes();
    EXPECT_TRUE(is_zip(forty + zip + forty));
    EXPECT_TRUE(is_zip(forty + zip + std::string(60000, 'y')));
    EXPECT_FALSE(is_zip(forty + zip.substr(zip.size() - 22) + forty));
}

}  // namespace
}  // namespace mme::test
