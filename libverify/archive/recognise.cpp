// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/recognise.h"

#include <algorithm>
#include <array>

#include "libverify/archive/disk_magic.h"
#include "libverify/archive/iso_volume.h"
#include "libverify/archive/magic.h"
#include "libverify/archive/program_end.h"
#include "libverify/archive/structured_magic.h"
#include "libverify/archive/zip_entry.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

constexpr std::uint64_t head_bytes = 2048;

using namespace std::string_view_literals;

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    Recognised what;
};

/// Formats that a few bytes at a fixed place tell apart from everything else.
constexpr std::array magics{
    Magic{0, "!<arch>\n"sv, {ContainerKind::ar, "ar archive"}},
    Magic{0, "PK\x03\x04"sv, {ContainerKind::zip, "zip archive"}},
    Magic{0, "PK\x05\x06"sv, {ContainerKind::zip, "zip archive"}},
    Magic{0, "PK\x07\x08"sv, {ContainerKind::zip, "zip archive"}},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, {ContainerKind::sevenzip, "7-Zip archive"}},
    Magic{0, "MSCF\0\0\0\0"sv, {ContainerKind::cab, "cabinet"}},
    Magic{0, "\xED\xAB\xEE\xDB"sv, {ContainerKind::rpm, "rpm package"}},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          {ContainerKind::xz, "xz stream"}},
    Magic{0, "0.939000\n"sv, {ContainerKind::unreadable, "Debian package of the format before 2.0"}},
    Magic{0, "\x1F\x9E\x08"sv, {ContainerKind::unreadable, "gzip stream of a format before 1.0"}},
    Magic{0, "LZIP\0"sv, {ContainerKind::lzip, "lzip stream"}},
    Magic{0, "LZIP\x01"sv, {ContainerKind::lzip, "lzip stream"}},
    Magic{0, "\x28\xB5\x2F\xFD"sv, {ContainerKind::zstd, "zstd stream"}},
    Magic{0, "\x04\x22\x4D\x18"sv, {ContainerKind::lz4, "lz4 stream"}},
    Magic{0, "hsqs"sv, {ContainerKind::unreadable, "squashfs image"}},
    Magic{0, "sqsh"sv, {ContainerKind::unreadable, "squashfs image"}},
    Magic{0, "shsq"sv, {ContainerKind::unreadable, "squashfs image"}},
    Magic{0, "qshs"sv, {ContainerKind::unreadable, "squashfs image"}},
    Magic{0, "Rar!\x1A\x07"sv, {ContainerKind::unreadable, "RAR archive"}},
    Magic{0, "xar!"sv, {ContainerKind::unreadable, "xar archive"}},
    Magic{0, "MSWIM\0\0\0"sv, {ContainerKind::unreadable, "WIM image"}},
    Magic{0, "QFI\xFB"sv, {ContainerKind::unreadable, "QCOW disk image"}},
    Magic{0, "KDMV"sv, {ContainerKind::unreadable, "VMDK disk image"}},
    Magic{0, "vhdxfile"sv, {ContainerKind::unreadable, "VHDX disk image"}},
    Magic{0, "conectix"sv, {ContainerKind::unreadable, "VHD disk image"}},
    Magic{0, "LUKS\xBA\xBE"sv, {ContainerKind::unreadable, "LUKS encrypted volume"}},
    Magic{0, "\x45\x3D\xCD\x28"sv, {ContainerKind::unreadable, "cramfs image"}},
    Magic{0, "-rom1fs-"sv, {ContainerKind::unreadable, "romfs image"}},
    Magic{0, "UBI#\x01"sv, {ContainerKind::unreadable, "UBI image"}},
    Magic{0, "\x89LZO\0\r\n\x1A\n"sv, {ContainerKind::unreadable, "lzop stream"}},
    Magic{0, "LRZI"sv, {ContainerKind::unreadable, "lrzip stream"}},
    Magic{0, "\x28\xCD\x3D\x45"sv, {ContainerKind::unreadable, "cramfs image"}},
    Magic{512, "\x45\x3D\xCD\x28"sv, {ContainerKind::unreadable, "cramfs image"}},
    Magic{512, "\x28\xCD\x3D\x45"sv, {ContainerKind::unreadable, "cramfs image"}},
    Magic{0, "\x02\x21\x4C\x18"sv, {ContainerKind::lz4, "lz4 stream of the legacy format"}},
    Magic{0, "RE\x7E\x5E"sv, {ContainerKind::unreadable, "RAR archive"}},
    Magic{7, "**ACE**"sv, {ContainerKind::unreadable, "ACE archive"}},
    Magic{20, "\xDC\xA7\xC4\xFD"sv, {ContainerKind::unreadable, "ZOO archive"}},
    Magic{10, "rLau"sv, {ContainerKind::unreadable, "StuffIt archive"}},
    Magic{0, "StuffIt (c)"sv, {ContainerKind::unreadable, "StuffIt archive"}},
    Magic{0, "ITSF\x03\0\0\0"sv, {ContainerKind::unreadable, "compiled HTML help file"}},
    Magic{0, "XFSB\0\0"sv, {ContainerKind::unreadable, "XFS image"}},
    Magic{0, "\x31\x18\x10\x06"sv, {ContainerKind::unreadable, "UBIFS image"}},
    Magic{0, "\x3A\xFF\x26\xED\x01\0"sv, {ContainerKind::unreadable, "Android sparse image"}},
    Magic{0, "COWD\x01\0\0\0"sv, {ContainerKind::unreadable, "VMDK disk image"}},
    Magic{64, "\x7F\x10\xDA\xBE"sv, {ContainerKind::unreadable, "VDI disk image"}},
    Magic{512, "EFI PART"sv, {ContainerKind::unreadable, "GPT disk image"}},
    Magic{512, "LABELONE"sv, {ContainerKind::unreadable, "LVM volume"}},
    Magic{1024, "\x10\x20\xF5\xF2\x01\0"sv, {ContainerKind::unreadable, "F2FS image"}},
    Magic{0, "LABELONE"sv, {ContainerKind::unreadable, "LVM volume"}},
    Magic{1024, "LABELONE"sv, {ContainerKind::unreadable, "LVM volume"}},
    Magic{1536, "LABELONE"sv, {ContainerKind::unreadable, "LVM volume"}},
    Magic{3, "-FVE-FS-"sv, {ContainerKind::unreadable, "BitLocker volume"}},
    Magic{512, "PM\0\0\0\0"sv, {ContainerKind::unreadable, "disk image with an Apple partition map"}},
    Magic{1024, "H+\0\4"sv, {ContainerKind::unreadable, "HFS+ image"}},
    Magic{1024, "HX\0\5"sv, {ContainerKind::unreadable, "HFS+ image"}},
    Magic{32, "NXSB"sv, {ContainerKind::unreadable, "APFS image"}},
    Magic{0, "QED\0"sv, {ContainerKind::unreadable, "QED disk image"}},
    Magic{0, "WithoutFreeSpace"sv, {ContainerKind::unreadable, "Parallels disk image"}},
    Magic{0, "WithouFreSpacExt"sv, {ContainerKind::unreadable, "Parallels disk image"}},
    Magic{0, "EVF\x09\x0D\x0A\xFF\0"sv, {ContainerKind::unreadable, "EnCase disk image"}},
    Magic{0, "MComprHD"sv, {ContainerKind::unreadable, "CHD disk image"}},
    Magic{0,
          "\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0"sv,
          {ContainerKind::unreadable, "image of raw CD sectors"}},
    Magic{0, "\x37\xE4\x53\x96\xC9\xDB\xD6\x07"sv, {ContainerKind::unreadable, "zisofs stream"}},
    Magic{0, "\xFF\x06\0\0sNaPpY"sv, {ContainerKind::unreadable, "snappy stream"}},
    Magic{0, "SZDD\x88\xF0\x27\x33"sv, {ContainerKind::unreadable, "file of COMPRESS.EXE"}},
    Magic{0, "KWAJ\x88\xF0\x27\xD1"sv, {ContainerKind::unreadable, "file of COMPRESS.EXE"}},
    Magic{0, "GRZipII\0"sv, {ContainerKind::unreadable, "GRZip stream"}},
    Magic{0, "7kSt\xA0\x31\x83\xD3"sv, {ContainerKind::unreadable, "ZPAQ archive"}},
    Magic{0, "ANDROID!"sv, {ContainerKind::unreadable, "Android boot image"}},
    Magic{0, "CrAU\0\0\0\0"sv, {ContainerKind::unreadable, "Android update payload"}},
    Magic{0x24, "\x18\x28\x6F\x01\0\0\0\0"sv, {ContainerKind::unreadable, "ARM Linux kernel"}},
    Magic{1024, "\xE2\xE1\xF5\xE0"sv, {ContainerKind::unreadable, "EROFS image"}},
};

struct Test {
    bool (*matches)(ByteView head);
    Recognised what;
};

/// Formats with so short a magic that more of the header has to make sense.
constexpr std::array tests{
    Test{is_tar_header, {ContainerKind::tar, "tar archive"}},
    Test{is_cpio_header, {ContainerKind::cpio, "cpio archive"}},
    Test{is_gzip_header, {ContainerKind::gzip, "gzip stream"}},
    Test{is_bzip2_header, {ContainerKind::bzip2, "bzip2 stream"}},
    Test{is_lzma_header, {ContainerKind::lzma, "lzma stream"}},
    Test{is_unusual_lzma_header, {ContainerKind::lzma, "lzma stream", false}},
    Test{is_old_zstd_header, {ContainerKind::unreadable, "zstd stream of a format before 1.0"}},
    Test{is_compress_header, {ContainerKind::compress, "compress stream"}},
    Test{is_pack_header, {ContainerKind::unreadable, "pack stream"}},
    Test{is_skippable_frame, {ContainerKind::zstd, "zstd stream"}},
    Test{is_ext_superblock, {ContainerKind::unreadable, "ext2/3/4 image"}},
    Test{is_lha_header, {ContainerKind::unreadable, "LHA archive"}},
    Test{is_arj_header, {ContainerKind::unreadable, "ARJ archive"}},
    Test{is_arc_header, {ContainerKind::unreadable, "ARC archive"}},
    Test{is_installshield_header, {ContainerKind::unreadable, "InstallShield cabinet"}},
    Test{is_warc_header, {ContainerKind::unreadable, "WARC archive"}},
    Test{is_asar_header, {ContainerKind::unreadable, "asar archive"}},
    Test{is_minix_superblock, {ContainerKind::unreadable, "minix image"}},
    Test{is_jffs2_node, {ContainerKind::unreadable, "JFFS2 image"}},
    Test{is_boot_record, {ContainerKind::unreadable, "FAT, exFAT or NTFS image"}},
};

/// Magics too far into the file for the head. From the end where `offset` is negative.
struct FarMagic {
    std::int64_t offset;
    std::string_view bytes;
    Recognised what;
};

constexpr std::array far_magics{
    FarMagic{4096, "EFI PART"sv, {ContainerKind::unreadable, "GPT disk image"}},
    FarMagic{0x8001, "CD001"sv, {ContainerKind::iso9660, "ISO 9660 image"}},
    FarMagic{0x8009, "CDROM"sv, {ContainerKind::unreadable, "High Sierra image"}},
    FarMagic{0x10040, "_BHRfS_M"sv, {ContainerKind::unreadable, "btrfs image"}},
    FarMagic{0x10034, "ReIsEr"sv, {ContainerKind::unreadable, "ReiserFS image"}},
    FarMagic{0x8000, "JFS1"sv, {ContainerKind::unreadable, "JFS image"}},
    FarMagic{0x2000 + 1372, "\x54\x19\x01\0"sv, {ContainerKind::unreadable, "UFS image"}},
    FarMagic{0x10000 + 1372, "\x19\x01\x54\x19"sv, {ContainerKind::unreadable, "UFS image"}},
    FarMagic{-512, "conectix"sv, {ContainerKind::unreadable, "VHD disk image"}},
    FarMagic{-512, "koly\0\0\0\x04\0\0\x02\0"sv, {ContainerKind::unreadable, "Apple disk image"}},
};

/// Formats that are told by following what is stored in them.
struct StructuredTest {
    Result<bool> (*matches)(const PackageFile& file);
    Recognised what;
};

constexpr std::array structured_tests{
    StructuredTest{is_fit_image, {ContainerKind::unreadable, "FIT image"}},
    StructuredTest{is_installer_database, {ContainerKind::unreadable, "Windows Installer package"}},
};

Result<bool> has(const PackageFile& file, const FarMagic& magic) {
    const auto back = static_cast<std::uint64_t>(magic.offset < 0 ? -magic.offset : 0);
    if (back > file.size()) return false;
    const std::uint64_t at = back > 0 ? file.size() - back : static_cast<std::uint64_t>(magic.offset);
    MME_TRY(const Bytes bytes, read_some(file, at, magic.bytes.size()));
    return as_text(bytes) == magic.bytes;
}

/// Whether every header of the directory makes sense.
bool is_whole(const PackageFile& file, const ZipEnd& end) {
    ZipDirectory directory(file, end.directory);
    for (std::uint64_t number = 0;; ++number) {
        const auto entry = directory.next();
        if (!entry) return false;
        if (!*entry) return number == end.entries;
    }
}

/// Whether a program says where it ends. What stands behind is looked at as its tail, and what stands before
/// is its own.
Result<bool> has_end(const PackageFile& file) {
    MME_TRY(const auto elf, elf_end(file));
    MME_TRY(const auto dos, dos_end(file));
    MME_TRY(const auto pe, pe_overlay(file));
    return elf || dos || pe;
}

/// A zip archive is found from its end, so anything may stand before it (self-extracting archives, jars with
/// a shell script in front). Readers take one that is followed by something, too; in another container or a
/// program that is one of its members or tables.
Result<bool> ends_as_zip(const PackageFile& file, bool alone) {
    MME_TRY(const auto end, find_zip_end(file, most_zip_tail_bytes));
    if (!end || end->records.offset + end->records.length == file.size()) return end.has_value();
    return alone && is_whole(file, *end);
}

bool holds(const std::vector<Recognised>& all, ContainerKind kind) {
    return std::any_of(all.begin(), all.end(), [kind](const auto& one) { return one.kind == kind; });
}

}  // namespace

bool is_container(const std::vector<Recognised>& found) noexcept {
    return std::any_of(found.begin(), found.end(), [](const Recognised& one) { return one.certain; });
}

Result<std::vector<Recognised>> recognise(const PackageFile& file) {
    MME_TRY(const Bytes head, read_some(file, 0, head_bytes));
    std::vector<Recognised> found;
    for (const Magic& magic : magics)
        if (head.size() >= magic.offset && as_text(head).substr(magic.offset).starts_with(magic.bytes))
            found.push_back(magic.what);
    for (const Test& test : tests)
        if (test.matches(head)) found.push_back(test.what);
    if (is_partitioned(head, file.size()))
        found.push_back({ContainerKind::unreadable, "partitioned disk image"});
    for (const FarMagic& magic : far_magics) {
        MME_TRY(const bool there, has(file, magic));
        if (there) found.push_back(magic.what);
    }
    for (const StructuredTest& test : structured_tests) {
        MME_TRY(const bool is, test.matches(file));
        if (is) found.push_back(test.what);
    }
    if (!holds(found, ContainerKind::iso9660)) {
        MME_TRY(const auto traces, traces_of_volumes(file));
        if (traces.iso)
            found.push_back({ContainerKind::iso9660, "ISO 9660 image"});
        else if (traces.udf)
            found.push_back({ContainerKind::unreadable, "UDF image"});
    }
    if (holds(found, ContainerKind::zip)) return found;
    MME_TRY(const bool program, has_end(file));
    MME_TRY(const bool zip, ends_as_zip(file, !is_container(found) && !program));
    if (zip) found.push_back({ContainerKind::zip, "zip archive"});
    return found;
}

}  // namespace mme
