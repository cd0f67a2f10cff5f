// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/disk_magic.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "libverify/archive/recognise.h"
#include "tests/unit/archive/scratch_file.h"

namespace mme {
namespace {

using namespace std::string_literals;

std::string name_of(const std::string& bytes) {
    const test::ScratchFile scratch(bytes);
    const auto file = PackageFile::open(scratch.path());
    const auto found = recognise(file.value());
    if (found.value().size() != 1) return std::to_string(found->size()) + " formats";
    return found->front().kind == ContainerKind::unreadable ? std::string(found->front().name) : "unpacked";
}

/// Zeros with some bytes at a place.
std::string with(std::size_t size, std::size_t at, const std::string& bytes) {
    std::string whole(size, '\0');
    return whole.replace(at, bytes.size(), bytes);
}

/// A boot sector whose first partition begins at a sector.
std::string disk(char flag, char first) {
    std::string bytes = with(8192, 510, "\x55\xAA");
    bytes[446] = flag;
    bytes[450] = '\x83';
    bytes[454] = first;
    bytes[458] = 8;
    return bytes;
}

TEST(DiskMagic, NamesPartitionedDisks_R29) {
    EXPECT_EQ(name_of(disk('\x80', 1)), "partitioned disk image");
    EXPECT_EQ(name_of(with(8192, 512, "EFI PART")), "GPT disk image");
    EXPECT_EQ(name_of(with(16384, 4096, "EFI PART")), "GPT disk image");
}

TEST(DiskMagic, LeavesBootCodeAlone_R29) {
    EXPECT_EQ(name_of(disk('\x80', 1).substr(0, 512)), "0 formats");
    EXPECT_EQ(name_of(disk('\x7F', 1)), "0 formats");
    EXPECT_EQ(name_of(disk('\0', 100)), "0 formats");
}

TEST(DiskMagic, NamesDisksByTheirLastSector_R29) {
    EXPECT_EQ(name_of(with(8192, 8192 - 512, "conectix")), "VHD disk image");
    EXPECT_EQ(name_of(with(8192, 100, "conectix")), "0 formats");
    EXPECT_EQ(name_of(with(8192, 8192 - 512, "koly\0\0\0\4\0\0\2\0"s)), "Apple disk image");
}

TEST(DiskMagic, NamesFileSystems_R29) {
    EXPECT_EQ(name_of(with(4096, 0, "\x28\xCD\x3D\x45")), "cramfs image");
    EXPECT_EQ(name_of(with(4096, 512, "\x45\x3D\xCD\x28")), "cramfs image");
    EXPECT_EQ(name_of(with(4096, 0, "\x85\x19\x03\x20")), "JFFS2 image");
    EXPECT_EQ(name_of(with(4096, 0, "\x19\x85\x20\x03")), "JFFS2 image");
    EXPECT_EQ(name_of(with(70000, 0x10040, "_BHRfS_M")), "btrfs image");
    std::string fat = with(4096, 510, "\x55\xAA");
    fat.replace(0, 3, "\xEB\x3C\x90");
    fat.replace(11, 11, "\0\2\4\1\0\2\0\2\0\x40\xF8"s);
    EXPECT_EQ(name_of(fat), "FAT, exFAT or NTFS image");
    EXPECT_EQ(name_of(fat.substr(0, 512)), "0 formats");
}

TEST(DiskMagic, NamesEveryMethodOfLHA_R29) {
    for (const char* method : {"-lh0-", "-lh1-", "-lh5-", "-lh7-", "-lhd-", "-lzs-", "-lz4-", "-pm0-"})
        EXPECT_EQ(name_of(with(64, 2, method)), "LHA archive") << method;
    EXPECT_EQ(name_of("a -lh5- in a text, which has letters where a level would stand"), "0 formats");
}

TEST(DiskMagic, NamesOtherArchives_R29) {
    EXPECT_EQ(name_of("\x60\xEA\x2C\0\x22\x0B\1\0\0\0\2\0"s), "ARJ archive");
    EXPECT_EQ(name_of(with(64, 7, "**ACE**")), "ACE archive");
}

TEST(DiskMagic, NamesMinixAndOlderArchives_R29) {
    const std::string minix = "\x20\0\x64\0\1\0\1\0\5\0\0\0\0\x1C\x08\x10\x7F\x13\1\0"s;
    EXPECT_EQ(name_of(with(8192, 1024, minix)), "minix image");
    std::string swapped;
    for (std::size_t i = 0; i < minix.size(); i += 2) swapped += {minix[i + 1], minix[i]};
    EXPECT_EQ(name_of(with(8192, 1024, swapped)), "minix image");
    EXPECT_EQ(name_of(with(8192, 1024 + 16, "\x7F\x13")), "0 formats");
    const std::string arc = "\x1A\x08README.TXT\0\0\0\x40\0\0\0\x21\x5A\0\0\0\0\x80\0\0\0"s;
    EXPECT_EQ(name_of(arc + std::string(64, 'x')), "ARC archive");
    EXPECT_EQ(name_of("\x1A\x01\x30\0\x0F\0 a description of a terminal"s), "0 formats");
}

TEST(DiskMagic, NamesArchivesThatBeginAsText_R29) {
    EXPECT_EQ(name_of("WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "WARC archive");
    EXPECT_EQ(name_of("ISc(\x0C\x60\0\1"s + std::string(20, '\0')), "InstallShield cabinet");
    EXPECT_EQ(name_of("ISc(olumns, rows) is a function"), "0 formats");
    EXPECT_EQ(name_of("WARC/ is a directory"), "0 formats");
    EXPECT_EQ(name_of("\4\0\0\0\x1C\0\0\0\x18\0\0\0\x12\0\0\0{\"files\":{\"a\":{}}}\0\0"s), "asar archive");
}

/// A device tree of a root with one node.
std::string device_tree(const std::string& node) {
    const std::string head =
        "\xD0\x0D\xFE\xED" + std::string(4, '\0') + "\0\0\0\x38"s + std::string(44, '\0');
    const std::string property = "\0\0\0\3\0\0\0\5\0\0\0\0abcd\0\0\0\0"s;
    return head + "\0\0\0\1\0\0\0\0"s + property + "\0\0\0\1"s + node + "\0\0\0\2\0\0\0\2\0\0\0\x09"s;
}

TEST(DiskMagic, TellsImagesFromDescriptionsOfHardware_R29) {
    EXPECT_EQ(name_of(device_tree("images\0\0"s)), "FIT image");
    EXPECT_EQ(name_of(device_tree("cpus\0\0\0\0"s)), "0 formats");
    EXPECT_EQ(name_of(device_tree("images@0\0\0\0\0"s)), "FIT image");  // as libfdt finds a node
    EXPECT_EQ(name_of(device_tree("images-0\0\0\0\0"s)), "0 formats");
    std::string nothings;
    for (int i = 0; i < 100'000; ++i) nothings += "\0\0\0\4"s;
    const std::string tree = device_tree("images\0\0"s);
    EXPECT_EQ(name_of(tree.substr(0, 56) + nothings + tree.substr(56)), "FIT image");
}

TEST(DiskMagic, TellsInstallersFromDocuments_R29) {
    std::string bytes = with(2048, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[30] = 9;
    bytes.replace(512 + 80, 16, "\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"s);
    EXPECT_EQ(name_of(bytes), "Windows Installer package");
    bytes[512 + 80] = '\x06';  // a class of a word processor
    EXPECT_EQ(name_of(bytes), "0 formats");
}

}  // namespace
}  // namespace mme
