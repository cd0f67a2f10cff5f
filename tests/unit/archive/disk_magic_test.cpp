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
    EXPECT_EQ(name_of("\x02\x21\x4C\x18 and blocks"), "lz4 stream of the legacy format");
}

}  // namespace
}  // namespace mme
