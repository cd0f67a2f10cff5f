// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_walk.h"

#include <gtest/gtest.h>

#include "libverify/archive/recognise.h"
#include "tests/unit/archive/iso_builder.h"
#include "tests/unit/archive/walked.h"

namespace mme::test {
namespace {

using namespace std::string_literals;
using Found = std::map<std::string, std::string>;

Walked walk(const IsoImage& image) {
    return walked(image.bytes(), ContainerKind::iso9660);
}

const std::string terminator =
    "\xFF"
    "CD001\1";

/// A system use field.
std::string field(const std::string& tag, const std::string& content) {
    return tag + static_cast<char>(content.size() + 4) + "\1" + content;
}

/// Descriptors at 16 and 17, the root at 20, "A" with "first" at 30.
IsoImage simple() {
    IsoImage image(48);
    image.descriptor(16, 1, 20)
        .put(17, terminator)
        .put(18, terminator)
        .directory(20, {iso_record("A.;1", 30, 5)})
        .put(30, "first");
    return image;
}

TEST(IsoWalk, ReadsFilesOfEveryDirectory_R29) {
    IsoImage image(48);
    image.descriptor(16, 1, 20)
        .put(17, terminator)
        .directory(20, {iso_record("A.;1", 30, 5), iso_record("D", 21, 2048, 2), iso_record("EMPTY", 0, 0)})
        .directory(21, {iso_record("B.TXT;1", 31, 6)})
        .put(30, "first")
        .put(31, "second");
    const Walked found = walk(image);
    EXPECT_EQ(found.fault, "");
    EXPECT_EQ(found.found, (Found{{"A", "first"}, {"D/B.TXT", "second"}, {"EMPTY", ""}}));
}

TEST(IsoWalk, FindsWhatOnlyOneOfTheTreesNames_R29) {
    IsoImage image = simple();
    image.joliet(17, 22)
        .directory(22, {iso_record(wide("a"), 30, 5), iso_record(wide("only here"), 32, 6)})
        .put(32, "joliet");
    EXPECT_EQ(walk(image).found, (Found{{"a", "first"}, {"only here", "joliet"}}));
    IsoImage other = simple();
    other.joliet(17, 22).directory(22, {});
    EXPECT_EQ(walk(other).found, (Found{{"A", "first"}}));
    IsoImage third = simple();
    third.descriptor(17, 1, 22).directory(22, {iso_record("X;1", 32, 5)}).put(32, "third");
    EXPECT_EQ(walk(third).found, (Found{{"A", "first"}, {"X", "third"}}));
}

TEST(IsoWalk, ReadsADirectoryAgainThatAnotherTreeStatesLonger_R29) {
    IsoImage image = simple();
    image.descriptor(17, 1, 20, 2 * IsoImage::sector).put(21, iso_record("LATE;1", 32, 4)).put(32, "late");
    EXPECT_EQ(walk(image).found.at("LATE"), "late");
}

TEST(IsoWalk, NamesAFileThatGoesOnUnderAnotherName_R29) {
    constexpr char goes_on = '\x80';
    IsoImage image = simple();
    image.directory(20, {iso_record("A;1", 30, 2048, goes_on), iso_record("B;1", 31, 4)});
    EXPECT_TRUE(says(walk(image).fault, "goes on under another name"));
    image.directory(20, {iso_record("A;1", 30, 2048, goes_on), iso_record("A;1", 31, 4)});
    EXPECT_EQ(walk(image).fault, "");
}

TEST(IsoWalk, GivesTheSamePlaceOnceAndAnotherLengthAgain_R29) {
    IsoImage image = simple();
    image.directory(20, {iso_record("A;1", 30, 5), iso_record("B;1", 30, 5), iso_record("C;1", 30, 6)})
        .put(30, "first!");
    EXPECT_EQ(walk(image).found, (Found{{"A", "first"}, {"C", "first!"}}));
}

TEST(IsoWalk, ReadsBootImagesThatNoFileHolds_R29) {
    IsoImage image = simple();
    image.boot(17, 24, 40, 4).put(40, "boot code");
    EXPECT_EQ(walk(image).found.at("#boot 1").substr(0, 9), "boot code");
    IsoImage listed = simple();
    listed.boot(17, 24, 30, 1).directory(20, {iso_record("A;1", 30, 4096)});
    EXPECT_EQ(walk(listed).found.size(), 1U);
}

TEST(IsoWalk, FindsWhatNoTreeNames_R29) {
    IsoImage image = simple();
    const std::string hidden(100, 'h');
    image.put(35, hidden);
    EXPECT_EQ(walk(image).found.at("+71680").substr(0, 100), hidden);
    EXPECT_EQ(walked(simple().bytes() + hidden, ContainerKind::iso9660).found.at("+98304"), hidden);
    image.put(0, std::string(32, 's'));
    EXPECT_TRUE(walk(image).found.contains("+0"));
}

TEST(IsoWalk, ReadsTheTreesOfOtherSessions_R29) {
    IsoImage image = simple();
    image.descriptor(36, 1, 38)
        .put(37, terminator)
        .directory(38, {iso_record("B;1", 39, 7)})
        .put(39, "session");
    EXPECT_EQ(walk(image).found, (Found{{"A", "first"}, {"B", "session"}}));
    image.directory(38, {iso_record("B;1", 36, 7)});  // a session within its own descriptor
    EXPECT_EQ(walk(image).fault, "");
}

TEST(IsoWalk, KnowsTheNoteOfMkisofs) {
    IsoImage image = simple();
    const std::string note = "MKI Thu Oct  8 08:11:59 2009\n2.01.01a63 -J -uid 1";
    image.put(19, note + std::string(2046 - note.size(), '\0') + "\xB8\x33");
    EXPECT_EQ(walk(image).found, (Found{{"A", "first"}}));
    image.put(19, note + std::string(100, '\0') + std::string(100, 'x'));
    EXPECT_EQ(walk(image).found.size(), 2U);
}

TEST(IsoWalk, JoinsTheExtentsOfAFile_R29) {
    IsoImage image = simple();
    image.directory(20, {iso_record("A;1", 30, 2048, '\x80'), iso_record("A;1", 33, 5)}).put(33, "later");
    EXPECT_EQ(walk(image).found, (Found{{"A", "first" + std::string(2043, '\0') + "later"}}));
}

TEST(IsoWalk, OffersABodyWhateverRockRidgeCallsIt_R29) {
    const std::string link = field("PX", "\xFF\xA1\0\0"s + std::string(28, '\0'));
    IsoImage image = simple();
    image.directory(20, {iso_record("A;1", 30, 5, 0, link), iso_record("B;1", 0, 0, 0, link),
                         iso_record("C;1", 31, 4, 0, field("NM", "\0a real name"s))});
    image.put(31, "named");
    EXPECT_EQ(walk(image).found, (Found{{"A", "first"}, {"a real name", "name"}}));
}

TEST(IsoWalk, EndsWhereSystemUseFieldsGoRoundInACircle_R28) {
    const std::string ce = field("CE", "\x28\0\0\0\0\0\0\x28\0\0\0\0\0\0\0\0\x1C\0\0\0\0\0\0\x1C"s);
    IsoImage image = simple();
    image.directory(20, {iso_record("A;1", 30, 5, 0, ce)}).put(40, ce);
    const Walked found = walk(image);
    EXPECT_EQ(found.found, (Found{{"A", "first"}}));
}

TEST(IsoWalk, EndsWhereDirectoriesGoRoundInACircle_R28) {
    IsoImage image = simple();
    image.directory(20, {iso_record("D", 21, 2048, 2)}).directory(21, {iso_record("E", 20, 2048, 2)});
    image.put(30, std::string(5, '\0'));
    EXPECT_EQ(walk(image).found, Found{});
}

TEST(IsoWalk, GivesNoMoreThanAFewTimesItsSize_R28) {
    IsoImage image = simple();
    std::vector<std::string> records;
    for (std::size_t i = 0; i < 40; ++i)
        records.push_back(iso_record("F" + std::to_string(i), 1, 40 * IsoImage::sector + i));
    image.directory(20, records);
    const Walked found = walk(image);
    EXPECT_LT(found.found.size(), 8U);
    EXPECT_TRUE(says(found.fault, "more bytes than it has"));
}

TEST(IsoWalk, NamesImagesThatItCannotReadWhole_R29) {
    IsoImage outside = simple();
    outside.directory(20, {iso_record("A;1", 30, 5), iso_record("B;1", 1000, 5)});
    EXPECT_TRUE(says(walk(outside).fault, "5 bytes at offset 2048000 leave it"));
    IsoImage damaged = simple();
    damaged.directory(20, {"\x05odd!"});
    EXPECT_TRUE(says(walk(damaged).fault, "leaves its directory"));
    IsoImage partition = simple();
    partition.put(17, "\3CD001\1");
    EXPECT_TRUE(says(walk(partition).fault, "volume partition"));
}

TEST(IsoWalk, FindsDescriptorsBehindSectorsThatAreNone_R29) {
    IsoImage image(48);
    image.put(16, "\0XXXXX\1"s)
        .descriptor(18, 1, 20)
        .put(19, terminator)
        .directory(20, {iso_record("A.;1", 30, 5)})
        .put(30, "first");
    const ScratchFile scratch(image.bytes());
    const auto kinds = recognise(*PackageFile::open(scratch.path()));
    ASSERT_EQ(kinds->size(), 1U);
    EXPECT_EQ(kinds->front().kind, ContainerKind::iso9660);
    EXPECT_EQ(walk(image).found.at("A"), "first");
}

TEST(IsoWalk, TakesAnImageInAFileForAFile) {
    IsoImage image = simple();
    image.put(40, simple().bytes().substr(16 * IsoImage::sector, 2048));
    image.directory(20, {iso_record("A.;1", 30, 5), iso_record("B;1", 39, 4096)});
    const Walked found = walk(image);
    EXPECT_EQ(found.fault, "");
    EXPECT_EQ(found.found.size(), 2U);
}

std::string table_record(std::size_t block, const std::string& name, std::size_t bytes = 4) {
    std::string record = static_cast<char>(name.size()) + "\0"s;
    for (std::size_t i = 0; i < bytes; ++i) record += static_cast<char>(block >> (8 * i) & 0xFFU);
    return record + "\1\0"s + name + (name.size() % 2 == 0 ? "" : "\0"s);
}

TEST(IsoWalk, TakesNoMoreForAPathTableThanItIs_R29) {
    IsoImage image = simple();
    std::string descriptor = image.bytes().substr(16 * IsoImage::sector, IsoImage::sector);
    descriptor.replace(132, 4, "\0\x10\0\0"s);  // two sectors
    descriptor.replace(140, 4, "\x18\0\0\0"s);
    const std::string hidden(100, 'h');
    const std::string table = table_record(20, "\0"s);
    image.put(16, descriptor).put(24, table);
    EXPECT_EQ(walk(image).found, (Found{{"A", "first"}}));
    image.put(24, table + std::string(40, '\0') + hidden);
    EXPECT_EQ(walk(image).found.size(), 2U);
    image.put(24, table_record(31, hidden.substr(0, 60)));
    EXPECT_EQ(walk(image).found.size(), 2U);
}

TEST(IsoWalk, SeesWhatIsBetweenRecordsAndBehindFieldsElsewhere_R29) {
    const std::string hidden(100, 'h');
    IsoImage slack = simple();
    slack.put(20, iso_record("\0"s, 20, 2048, 2) + "\0"s + hidden);
    EXPECT_EQ(walk(slack).found.size(), 1U);
    IsoImage fields = simple();
    const std::string ce = field("CE", "\x28\0\0\0\0\0\0\x28\0\0\0\0\0\0\0\0\0\2\0\0\0\0\2\0"s);
    fields.directory(20, {iso_record("A;1", 30, 5, 0, ce)});
    IsoImage known = fields;
    EXPECT_EQ(walk(known.put(40, field("NM", "\0name"s) + field("PD", std::string(60, '\0')))).found.size(),
              1U);
    IsoImage odd = fields;
    EXPECT_EQ(walk(odd.put(40, field("NM", "\0name"s) + "ST\4\1" + hidden)).found.size(), 2U);
    EXPECT_EQ(walk(fields.put(40, field("PD", hidden))).found.size(), 2U);
}

TEST(IsoWalk, GivesABootImageOnceWhateverItsEntriesSay_R28) {
    IsoImage image = simple();
    image.boot(17, 24, 40, 4).put(40, "boot code");
    std::string catalogue = image.bytes().substr(24 * IsoImage::sector, 64);
    for (char sectors = 1; sectors < 60; ++sectors) {
        std::string entry = catalogue.substr(32, 32);
        entry[6] = sectors;
        catalogue += entry;
    }
    const Walked found = walk(image.put(24, catalogue));
    EXPECT_EQ(found.visits, 2U);
}

TEST(Udf, IsKnownByItsAnchorInBlocksOfAnySize_R29) {
    for (std::size_t block = 512; block <= 32768; block *= 2) {
        std::string image(256 * block + block, '\0');
        std::string tag = "\2\0\3\0\0\0\0\0\0\0\0\0\0\1\0\0"s;
        tag[4] = 6;
        image.replace(256 * block, tag.size(), tag);
        const ScratchFile scratch(image);
        const auto kinds = recognise(*PackageFile::open(scratch.path()));
        ASSERT_EQ(kinds->size(), 1U) << block;
        EXPECT_EQ(kinds->front().name, "UDF image");
        image[256 * block + 4] = 7;
        const ScratchFile wrong(image);
        EXPECT_TRUE(recognise(*PackageFile::open(wrong.path()))->empty()) << block;
    }
}

TEST(IsoWalk, NamesAUdfImageBehindTheOther_R29) {
    IsoImage bridge = simple();
    bridge.put(19, "\0BEA01\1"s).put(20, "\0NSR03\1"s);
    bridge.descriptor(16, 1, 25).directory(25, {iso_record("A.;1", 30, 5)});
    const Walked found = walk(bridge);
    EXPECT_EQ(found.found, (Found{{"A", "first"}}));
    EXPECT_TRUE(says(found.fault, "UDF"));
    IsoImage alone(48);
    alone.put(16, "\0BEA01\1"s).put(17, "\0NSR02\1"s);
    const ScratchFile scratch(alone.bytes());
    const auto kinds = recognise(*PackageFile::open(scratch.path()));
    ASSERT_EQ(kinds->size(), 1U);
    EXPECT_EQ(kinds->front().name, "UDF image");
}

}  // namespace
}  // namespace mme::test
