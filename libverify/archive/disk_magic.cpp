// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/disk_magic.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t sector_bytes = 512;

std::uint32_t number_at(ByteView bytes, std::size_t at, std::size_t size) noexcept {
    return static_cast<std::uint32_t>(little_endian(bytes, at, size));
}

bool ends_as_boot_sector(ByteView head) noexcept {
    return head.size() > sector_bytes && number_at(head, 510, 2) == 0xAA55;
}

/// FAT's parameters, which NTFS keeps in the same places: sector size, cluster size, number of tables, media.
bool has_bios_parameters(ByteView head) noexcept {
    const std::uint32_t sector = number_at(head, 11, 2);
    return std::has_single_bit(sector) && sector >= 512 && sector <= 4096 && head[13] != 0 && head[16] <= 2 &&
           head[21] >= 0xF0;
}

/// Inodes, blocks of the two maps, first block of data, size of a zone: versions 1 and 2 have them in 16
/// bits, 3 in other places with a block size.
bool is_minix_in_order(ByteView head, bool big) noexcept {
    constexpr std::size_t superblock = 1024;
    if (head.size() < superblock + 32) return false;
    const auto field = [&](std::size_t at) {
        const std::size_t place = superblock + at;
        return big ? big_endian(head, place, 2) : little_endian(head, place, 2);
    };
    const auto sound = [&](std::size_t maps, std::size_t first) {
        return field(maps) > 0 && field(maps + 2) > 0 && field(first) > field(maps) + field(maps + 2) &&
               field(first + 2) <= 4;
    };
    const std::uint64_t magic = field(16);
    const bool old = magic == 0x137F || magic == 0x138F || magic == 0x2468 || magic == 0x2478;
    if (old) return field(0) > 0 && sound(4, 8) && field(18) <= 3;
    return field(24) == 0x4D5A && sound(6, 10) && std::has_single_bit(field(28)) && field(28) >= 1024;
}

enum class Partition { unused, sound, nonsense };

/// One entry of the table: status, type, first sector and count.
Partition partition_at(ByteView head, std::size_t at, std::uint64_t sectors) noexcept {
    const std::uint32_t first = number_at(head, at + 8, 4);
    const std::uint32_t count = number_at(head, at + 12, 4);
    if (head[at] != 0 && head[at] != 0x80) return Partition::nonsense;
    if (head[at + 4] == 0 || count == 0) return Partition::unused;
    return first < sectors ? Partition::sound : Partition::unused;
}

}  // namespace

bool is_lha_header(ByteView head) noexcept {
    if (head.size() < 22) return false;
    const auto method = as_text(head).substr(2, 5);
    const auto family = method.substr(0, 3);
    const bool known = family == "-lh" || family == "-lz" || family == "-pm" || family == "-pc";
    constexpr auto letters = "0123456789abcdefghijklmnopqrstuvwxyz"sv;
    return known && method[4] == '-' && letters.find(method[3]) != std::string_view::npos && head[20] <= 3;
}

bool is_arj_header(ByteView head) noexcept {
    if (head.size() < 12 || head[0] != 0x60 || head[1] != 0xEA) return false;
    const std::uint32_t header = number_at(head, 2, 2);
    return header >= 30 && header <= 2600 && head[4] >= 30 && head[4] <= header && head[10] == 2;
}

bool is_arc_header(ByteView head) noexcept {
    constexpr std::size_t header_bytes = 29;
    if (head.size() < header_bytes || head[0] != 0x1A || head[1] < 2 || head[1] > 9) return false;
    const auto name = as_text(head).substr(2, 13);
    const auto end = name.find('\0');
    constexpr auto last_control = '\x20';
    if (end == 0 || end == std::string_view::npos ||
        std::any_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(end),
                    [](char c) { return c <= last_control; }))
        return false;
    const std::uint32_t month = number_at(head, 19, 2) >> 5U & 0xFU;
    return month >= 1 && month <= 12 && number_at(head, 15, 4) <= number_at(head, 25, 4);
}

bool is_installshield_header(ByteView head) noexcept {
    return head.size() >= 20 && as_text(head).starts_with("ISc(") && head[6] == 0 && head[7] >= 1 &&
           head[7] <= 4;
}

bool is_warc_header(ByteView head) noexcept {
    const auto text = as_text(head);
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    return text.size() > 10 && text.starts_with("WARC/") && digit(5) && text[6] == '.' && digit(7) &&
           (text[8] == '\r' || text[8] == '\n' || digit(8));
}

bool is_asar_header(ByteView head) noexcept {
    if (head.size() < 32 || number_at(head, 0, 4) != 4) return false;
    const std::uint32_t outer = number_at(head, 4, 4);
    const std::uint32_t inner = number_at(head, 8, 4);
    return outer >= 8 && inner == outer - 4 && number_at(head, 12, 4) <= inner - 4 &&
           as_text(head).substr(16).starts_with("{\"files\"");
}

bool is_minix_superblock(ByteView head) noexcept {
    return is_minix_in_order(head, false) || is_minix_in_order(head, true);
}

bool is_jffs2_node(ByteView head) noexcept {
    if (head.size() < 12) return false;
    const bool little = number_at(head, 0, 2) == 0x1985;
    if (!little && !(head[0] == 0x19 && head[1] == 0x85)) return false;
    const std::uint64_t type = little ? little_endian(head, 2, 2) : big_endian(head, 2, 2);
    return type == 0xE001 || type == 0xE002 || type == 0x2003 || type == 0x2004 || type == 0x2006;
}

bool is_boot_record(ByteView head) noexcept {
    if (!ends_as_boot_sector(head)) return false;
    if (as_text(head).substr(3, 8) == "EXFAT   ") return true;
    const bool jumps = (head[0] == 0xEB && head[2] == 0x90) || head[0] == 0xE9;
    return jumps && has_bios_parameters(head);
}

bool is_partitioned(ByteView head, std::uint64_t size) noexcept {
    constexpr std::size_t table = 446;
    constexpr std::size_t entry_bytes = 16;
    if (!ends_as_boot_sector(head)) return false;
    bool any = false;
    for (std::size_t at = table; at < table + 4 * entry_bytes; at += entry_bytes) {
        const Partition entry = partition_at(head, at, size / sector_bytes);
        if (entry == Partition::nonsense) return false;
        any = any || entry == Partition::sound;
    }
    return any;
}

}  // namespace mme
