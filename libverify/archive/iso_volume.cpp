// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_volume.h"

#include <algorithm>
#include <array>

#include "libverify/archive/little_endian.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t most_descriptors = 256;

/// A volume_number in the half of a double field that is little endian.
std::uint64_t volume_number(ByteView sector, std::size_t at, std::size_t size = 4) {
    return little_endian(sector.subspan(at, size));
}

std::uint64_t volume_big_endian(ByteView sector, std::size_t at) {
    return std::uint64_t{sector[at]} << 24U | std::uint64_t{sector[at + 1]} << 16U |
           std::uint64_t{sector[at + 2]} << 8U | std::uint64_t{sector[at + 3]};
}

bool is_of_udf(std::string_view name) {
    return name == "NSR02" || name == "NSR03";
}

bool is_descriptor(std::string_view name) {
    constexpr std::array known{"CD001"sv, "BEA01"sv, "TEA01"sv, "BOOT2"sv, "CDW02"sv};
    return is_of_udf(name) || std::find(known.begin(), known.end(), name) != known.end();
}

/// Escape sequences of UCS-2, levels 1 to 3.
bool is_joliet(ByteView sector) {
    const auto escape = as_text(sector).substr(88, 3);
    return escape == "%/@" || escape == "%/C" || escape == "%/E";
}

/// A primary, supplementary or enhanced descriptor.
void take_tree(ByteView sector, IsoVolume& volume) {
    IsoTree tree;
    tree.block_bytes = volume_number(sector, 128, 2);
    if (tree.block_bytes == 0) tree.block_bytes = iso_sector_bytes;
    constexpr std::size_t root = 156;
    const std::uint64_t extended = sector[root + 1];
    tree.root = {(volume_number(sector, root + 2) + extended) * tree.block_bytes,
                 volume_number(sector, root + 10)};
    tree.joliet = is_joliet(sector);
    const std::uint64_t table_bytes = volume_number(sector, 132);
    for (const std::uint64_t block : {volume_number(sector, 140), volume_number(sector, 144),
                                      volume_big_endian(sector, 148), volume_big_endian(sector, 152)})
        if (block != 0) volume.own.push_back({block * tree.block_bytes, table_bytes});
    volume.trees.push_back(tree);
}

/// Diskette emulation states its size by its type; all others count sectors of 512 bytes.
std::uint64_t bytes_of_boot_image(ByteView entry) {
    constexpr std::array<std::uint64_t, 4> diskettes{0, 1'228'800, 1'474'560, 2'949'120};
    const unsigned media = entry[1] & 0x0FU;
    if (media >= 1 && media <= 3) return diskettes[media];
    return std::max(volume_number(entry, 6, 2) * 512, iso_sector_bytes);
}

/// The entries behind the validation entry; headers of sections have no image, nor have extensions.
Status take_boot_catalogue(const PackageFile& file, std::uint64_t at, IsoVolume& volume) {
    constexpr std::size_t entry_bytes = 32;
    if (at >= file.size() || file.size() - at < iso_sector_bytes) return Done{};
    MME_TRY(const Bytes catalogue, file.read_range(at, iso_sector_bytes));
    volume.own.push_back({at, iso_sector_bytes});
    for (std::size_t i = entry_bytes; i < catalogue.size(); i += entry_bytes) {
        const auto entry = ByteView(catalogue).subspan(i, entry_bytes);
        const bool image = entry[0] == 0x88 || (entry[0] == 0 && volume_number(entry, 8) != 0);
        if (image)
            volume.boot_images.push_back(
                {volume_number(entry, 8) * iso_sector_bytes, bytes_of_boot_image(entry)});
    }
    return Done{};
}

/// "MKI ", date and command line in text, zeros, and a checksum in the last two bytes.
bool is_note_of_mkisofs(ByteView sector) {
    const auto text = as_text(sector).substr(0, iso_sector_bytes - 2);
    const auto end = std::min(text.find('\0'), text.size());
    const auto printable = [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; };
    const auto middle = text.begin() + static_cast<std::ptrdiff_t>(end);
    return text.starts_with("MKI ") && std::all_of(text.begin(), middle, printable) &&
           std::all_of(middle, text.end(), [](char c) { return c == '\0'; });
}

Status take_descriptor(const PackageFile& file, ByteView sector, IsoVolume& volume) {
    if (as_text(sector).substr(1, 5) != "CD001") return Done{};
    switch (sector[0]) {
        case 0:
            if (as_text(sector).substr(7, 23) == "EL TORITO SPECIFICATION")
                return take_boot_catalogue(file, volume_number(sector, 71) * iso_sector_bytes, volume);
            return Done{};
        case 1:
        case 2:
            take_tree(sector, volume);
            return Done{};
        case 3:
            volume.has_partition = true;
            return Done{};
        default:
            return Done{};
    }
}

}  // namespace

Result<IsoVolume> read_iso_volume(const PackageFile& file, std::uint64_t at) {
    IsoVolume volume;
    for (std::uint64_t i = 0; i < most_descriptors; ++i, at += iso_sector_bytes) {
        if (at > file.size() || file.size() - at < iso_sector_bytes) break;
        MME_TRY(const Bytes sector, file.read_range(at, iso_sector_bytes));
        const auto name = as_text(sector).substr(1, 5);
        if (is_note_of_mkisofs(sector)) volume.own.push_back({at, iso_sector_bytes});
        if (!is_descriptor(name)) break;
        volume.has_udf = volume.has_udf || is_of_udf(name);
        volume.own.push_back({at, iso_sector_bytes});
        MME_CHECK(take_descriptor(file, sector, volume));
    }
    return volume;
}

Result<bool> has_udf_descriptor(const PackageFile& file) {
    MME_TRY(const auto volume, read_iso_volume(file));
    return volume.has_udf;
}

}  // namespace mme
