// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_volume.h"

#include <algorithm>
#include <array>

#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t most_descriptors = 256;

/// A number in the half of a double field that is little endian.
std::uint64_t volume_number(ByteView sector, std::size_t at, std::size_t size = 4) {
    return little_endian(sector, at, size);
}

bool is_of_udf(std::string_view name) {
    return name == "NSR02" || name == "NSR03";
}

bool is_descriptor(std::string_view name) {
    constexpr std::array known{"CD001"sv, "BEA01"sv, "TEA01"sv, "BOOT2"sv, "CDW02"sv};
    return is_of_udf(name) || std::find(known.begin(), known.end(), name) != known.end();
}

/// Escape sequences of UCS-2, levels 1 to 3.
/// What every reader demands of a volume descriptor, and a program that has the letters CD001 does not have.
bool is_block_size(std::uint64_t bytes) {
    return bytes == 512 || bytes == 1024 || bytes == 2048;
}

bool is_joliet(ByteView sector) {
    const auto escape = as_text(sector).substr(88, 3);
    return escape == "%/@" || escape == "%/C" || escape == "%/E";
}

/// One in each byte order, and perhaps a copy of each.
void take_path_tables(ByteView sector, std::uint64_t block_bytes, IsoVolume& volume) {
    const std::uint64_t bytes = volume_number(sector, 132);
    for (const std::size_t place : {140U, 144U, 148U, 152U}) {
        const bool big = place >= 148;
        const std::uint64_t block = big ? big_endian(sector, place, 4) : volume_number(sector, place);
        if (block != 0) volume.path_tables.push_back({{block * block_bytes, bytes}, block_bytes, big});
    }
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
    take_path_tables(sector, tree.block_bytes, volume);
    volume.trees.push_back(tree);
}

/// Diskette emulation states its size by its type; all others count sectors of 512 bytes.
std::uint64_t bytes_of_boot_image(ByteView entry) {
    constexpr std::array<std::uint64_t, 4> diskettes{0, 1'228'800, 1'474'560, 2'949'120};
    const unsigned media = entry[1] & 0x0FU;
    if (media >= 1 && media <= 3) return diskettes[media];
    return std::max(volume_number(entry, 6, 2) * 512, iso_sector_bytes);
}

/// The validation entry, an image (bootable or not), the header of a section, or the extension of an entry.
bool is_of_catalogue(ByteView entry) {
    constexpr std::array<std::uint8_t, 5> marks{0x01, 0x88, 0x90, 0x91, 0x44};
    return std::find(marks.begin(), marks.end(), entry[0]) != marks.end() ||
           (entry[0] == 0 && volume_number(entry, 8) != 0);
}

/// The entries behind the validation entry; headers of sections have no image, nor have extensions.
Status take_boot_catalogue(const PackageFile& file, std::uint64_t at, IsoVolume& volume) {
    constexpr std::size_t entry_bytes = 32;
    if (at >= file.size() || file.size() - at < iso_sector_bytes) return Done{};
    MME_TRY(const Bytes catalogue, file.read_range(at, iso_sector_bytes));
    for (std::size_t i = 0; i < catalogue.size(); i += entry_bytes) {
        const auto entry = ByteView(catalogue).subspan(i, entry_bytes);
        if (!is_of_catalogue(entry)) continue;
        volume.own.push_back({at + i, entry_bytes});
        if (i > 0 && (entry[0] == 0x88 || entry[0] == 0))
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

/// A tag of type 2 with its checksum and its own place.
bool is_anchor_tag(ByteView tag, std::uint64_t block) {
    if (tag.size() < 16 || volume_number(tag, 0, 2) != 2 || volume_number(tag, 12) != block) return false;
    unsigned sum = 0;
    for (std::size_t i = 0; i < 16; ++i) sum += i == 4 ? 0U : tag[i];
    return (sum & 0xFFU) == tag[4];
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
    bool terminated = false;
    for (std::uint64_t i = 0; i < most_descriptors; ++i, at += iso_sector_bytes) {
        if (at > file.size() || file.size() - at < iso_sector_bytes) break;
        MME_TRY(const Bytes sector, file.read_range(at, iso_sector_bytes));
        const auto name = as_text(sector).substr(1, 5);
        if (is_note_of_mkisofs(sector)) volume.own.push_back({at, iso_sector_bytes});
        if (!is_descriptor(name) && terminated) break;
        if (!is_descriptor(name)) continue;
        terminated = terminated || (name == "CD001" && sector[0] == 0xFF);
        volume.has_udf = volume.has_udf || is_of_udf(name);
        volume.own.push_back({at, iso_sector_bytes});
        MME_CHECK(take_descriptor(file, sector, volume));
    }
    return volume;
}

Result<VolumeTraces> traces_of_volumes(const PackageFile& file) {
    constexpr std::uint64_t looked_at = 100 * iso_sector_bytes;
    VolumeTraces traces;
    MME_TRY(const Bytes sectors, read_some(file, iso_descriptors, looked_at));
    for (std::size_t at = 0; at + iso_sector_bytes <= sectors.size(); at += iso_sector_bytes) {
        const auto name = as_text(sectors).substr(at + 1, 5);
        traces.iso = traces.iso || (name == "CD001" && (sectors[at] == 1 || sectors[at] == 2) &&
                                    is_block_size(little_endian(sectors, at + 128, 2)));
        traces.udf = traces.udf || is_of_udf(name);
    }
    MME_TRY(const bool anchor, has_udf_anchor(file));
    traces.udf = traces.udf || anchor;
    return traces;
}

Result<bool> has_udf_anchor(const PackageFile& file) {
    constexpr std::uint64_t anchor_block = 256;
    for (std::uint64_t block_bytes = 512; block_bytes <= 32768; block_bytes *= 2) {
        MME_TRY(const Bytes tag, read_some(file, anchor_block * block_bytes, 16));
        if (is_anchor_tag(tag, anchor_block)) return true;
    }
    return false;
}

}  // namespace mme
