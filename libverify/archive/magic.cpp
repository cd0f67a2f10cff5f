// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/magic.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

bool all_digits(std::string_view text, std::string_view digits) noexcept {
    return text.find_first_not_of(digits) == std::string_view::npos;
}

/// The octal number in a tar field, blanks and NULs around it; nothing if there is none.
std::optional<std::uint64_t> octal(std::string_view field) noexcept {
    const auto first = field.find_first_not_of(" \0"sv);
    if (first == std::string_view::npos) return std::nullopt;
    const auto digits = field.substr(first, field.find_first_of(" \0"sv, first) - first);
    if (!all_digits(digits, "01234567")) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : digits) value = value * 8 + static_cast<std::uint64_t>(c - '0');
    return value;
}

/// Old binary cpio: thirteen 16-bit words, then the name. `swapped`: the words are big endian.
bool is_binary_cpio(ByteView head, bool swapped) noexcept {
    constexpr std::size_t header_bytes = 26;
    const auto word = [&](std::size_t number) {
        return swapped ? big_endian(head, number * 2, 2) : little_endian(head, number * 2, 2);
    };
    if (word(0) != 070707) return false;
    const std::uint64_t type = word(3) & 0170000U;
    const std::uint64_t name_bytes = word(10);
    return type != 0 && name_bytes > 1 && name_bytes <= head.size() - header_bytes &&
           head[header_bytes] != 0 && head[header_bytes + name_bytes - 1] == 0;
}

/// What follows the properties of a .lzma file: a dictionary size that encoders use, and a size.
bool has_lzma_numbers(ByteView head) noexcept {
    if (head[13] != 0) return false;
    const std::uint64_t dictionary = little_endian(head.subspan(1, 4));
    const std::uint64_t size = little_endian(head.subspan(5, 8));
    const bool usual = std::has_single_bit(dictionary) ||
                       (dictionary % 3 == 0 && std::has_single_bit(dictionary / 3)) ||
                       dictionary == 0xFFFFFFFF;
    return dictionary >= 4096 && usual && (size == ~std::uint64_t{0} || size < std::uint64_t{1} << 40U);
}

}  // namespace

bool is_tar_header(ByteView head) noexcept {
    constexpr std::size_t block_bytes = 512;
    if (head.size() < block_bytes) return false;
    return as_text(head).substr(257, 5) == "ustar" || has_tar_checksum(head);
}

bool has_tar_checksum(ByteView head) noexcept {
    constexpr std::size_t block_bytes = 512;
    if (head.size() < block_bytes) return false;
    const auto block = head.first(block_bytes);
    const auto stated = octal(as_text(block).substr(148, 8));
    // Old writers added up signed bytes, and readers take that sum too.
    std::uint64_t sum = 8 * std::uint64_t{' '};
    std::uint64_t negative = 0;
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (i >= 148 && i < 156) continue;
        sum += block[i];
        negative += block[i] > 127 ? 256U : 0U;
    }
    return stated && (*stated == sum || *stated == sum - negative);
}

bool is_cpio_header(ByteView head) noexcept {
    const auto text = as_text(head);
    // GNU cpio takes blanks for zeros; what walk_cpio() does not take is named.
    if (text.starts_with("070701") || text.starts_with("070702"))
        return text.size() >= 110 && all_digits(text.substr(0, 110), "0123456789abcdefABCDEF ");
    if (text.starts_with("070707")) return text.size() >= 76 && all_digits(text.substr(0, 76), "01234567");
    return head.size() > 26 && (is_binary_cpio(head, false) || is_binary_cpio(head, true));
}

bool is_gzip_header(ByteView head) noexcept {
    return as_text(head).starts_with("\x1F\x8B\x08"sv) && head.size() >= 10;
}

bool is_bzip2_header(ByteView head) noexcept {
    const auto text = as_text(head);
    if (!text.starts_with("BZh") || text.size() < 10 || text[3] < '1' || text[3] > '9') return false;
    return text.substr(4, 6) == "\x31\x41\x59\x26\x53\x59" || text.substr(4, 6) == "\x17\x72\x45\x38\x50\x90";
}

bool is_lzma_header(ByteView head) noexcept {
    return head.size() >= 18 && head[0] == 0x5D && has_lzma_numbers(head);
}

bool is_unusual_lzma_header(ByteView head) noexcept {
    constexpr unsigned most_properties = 9 * 5 * 5;  // lc below 9, lp and pb below 5
    return head.size() >= 18 && head[0] != 0x5D && head[0] < most_properties && has_lzma_numbers(head) &&
           little_endian(head.subspan(5, 8)) != 0 && head[14] < 0x80;
}

bool is_old_zstd_header(ByteView head) noexcept {
    return as_text(head).substr(0, 4).ends_with("\xB5\x2F\xFD"sv) && head[0] >= 0x22 && head[0] <= 0x27;
}

bool is_compress_header(ByteView head) noexcept {
    if (!as_text(head).starts_with("\x1F\x9D") || head.size() < 4) return false;
    const unsigned bits = head[2] & 0x1FU;
    return bits >= 9 && bits <= 16;
}

bool is_pack_header(ByteView head) noexcept {
    constexpr unsigned most_levels = 25;
    return as_text(head).starts_with("\x1F\x1E") && head.size() >= 8 && head[6] > 0 && head[6] <= most_levels;
}

bool is_skippable_frame(ByteView head) noexcept {
    return head.size() >= 8 && little_endian(head.first(4)) >> 4U == 0x184D2A5;
}

bool is_ext_superblock(ByteView head) noexcept {
    constexpr std::size_t superblock = 1024;
    if (head.size() < superblock + 84) return false;
    const auto field = [&](std::size_t at, std::size_t size) {
        return little_endian(head.subspan(superblock + at, size));
    };
    return field(56, 2) == 0xEF53 && field(24, 4) <= 6 && field(76, 4) <= 1 && field(0, 4) > 0;
}

}  // namespace mme
