// SPDX-License-Identifier: LGPL-2.1-or-later
// What dpkg (lib/dpkg/tarfn.c of 1.21 to 1.23) and GNU tar 1.34 take for the same header, and so what is
// read:
//
//  * Magic "ustar\0" "00" (POSIX.1-1988: prefix, a slash and name), "ustar  \0" (GNU) or zeros (V7). With any
//    other dpkg falls back to V7 and GNU tar may not. What a format does not use is zero: GNU after
//    `devminor`, V7 after `linkname`, ustar after `prefix`.
//  * Texts end at their first NUL or with the field, and nothing but NULs follows. `uname` and `gname` have a
//  NUL.
//  * Numbers are octal: blanks, at least one digit, then blanks or NULs to the end of the field. Size, uid,
//  gid
//    and mtime may be base-256 (first byte 0x80, mtime also 0xff for a negative one): both read these alike
//    as long as the value fits, and GNU tar writes them for a file of 8 GiB. GNU tar's base-64 is not read,
//    dpkg has no such thing. Uid and gid 2^32-1 mean "leave it" to chown(2). A mode has permission bits, and
//    the type bits that old writers added if they say the same as the type flag.
//  * The checksum is the sum of unsigned bytes; GNU tar would take the signed one too.
//  * Types: see TarType. dpkg stops at every other one, pax headers among them.
//  * A size only where content is: dpkg looks for the next header behind a link or directory at once, GNU tar
//    skips what its size says, except for hard links.
//  * A target only on links. In front of a long name or target (types L and K) both read the size alone of
//  this
//    header; libarchive's writer, CPack's too, puts the start of the entry's target there, so it may stand.
#include "libverify/package/tar_header.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

namespace mme {
namespace {

using namespace std::string_view_literals;

/// Where a field is, and what messages call it.
struct Field {
    std::string_view noun;
    std::size_t offset;
    std::size_t length;
};

constexpr Field name_field{"name", 0, 100};
constexpr Field mode_field{"mode", 100, 8};
constexpr Field uid_field{"uid", 108, 8};
constexpr Field gid_field{"gid", 116, 8};
constexpr Field size_field{"size", 124, 12};
constexpr Field mtime_field{"mtime", 136, 12};
constexpr Field checksum_field{"checksum", 148, 8};
constexpr Field target_field{"target", 157, 100};
constexpr Field magic_field{"magic", 257, 8};
constexpr Field user_field{"owner", 265, 32};
constexpr Field group_field{"group", 297, 32};
constexpr Field major_field{"device number", 329, 8};
constexpr Field minor_field{"device number", 337, 8};
constexpr Field prefix_field{"prefix", 345, 155};

constexpr std::size_t type_offset = 156;
constexpr std::size_t end_of_v7 = 257;
constexpr std::size_t end_of_gnu = 345;
constexpr std::size_t end_of_ustar = 500;

constexpr auto ustar_magic = "ustar\00000"sv;
constexpr auto gnu_magic = "ustar  \0"sv;
constexpr auto v7_magic = "\0\0\0\0\0\0\0\0"sv;

Error fault(const Field& field, std::string_view what) {
    return fail(Code::archive_malformed, fmt::format("its {} {}", field.noun, what));
}

std::string_view raw(ByteView block, const Field& field) {
    return as_text(block.subspan(field.offset, field.length));
}

bool only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

Result<std::string> text_of(ByteView block, const Field& field) {
    const std::string_view text = raw(block, field);
    const auto end = std::min(text.find('\0'), text.size());
    if (!only(text.substr(end), "\0"sv)) return fault(field, "has bytes behind its end");
    return std::string{text.substr(0, end)};
}

/// With a NUL, without which GNU tar reads on into the next field.
Result<std::string> account_of(ByteView block, const Field& field) {
    MME_TRY(std::string text, text_of(block, field));
    if (text.size() == field.length) return fault(field, "does not end in its field");
    return text;
}

std::optional<std::uint64_t> octal(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto end = std::min(text.find_first_not_of("01234567"), text.size());
    if (end == 0 || !only(text.substr(end), "\0 "sv)) return std::nullopt;
    std::uint64_t value = 0;
    for (const char digit : text.substr(0, end)) value = value * 8 + static_cast<unsigned>(digit - '0');
    return value;
}

bool is_base256(std::string_view text) {
    return text.front() == '\x80';
}

std::optional<std::uint64_t> base256(std::string_view text) {
    std::uint64_t value = 0;
    for (const char one : text.substr(1)) {
        if (value > std::numeric_limits<std::uint64_t>::max() >> 8U) return std::nullopt;
        value = value << 8U | static_cast<std::uint8_t>(one);
    }
    return value;
}

Result<std::uint64_t> checked(const Field& field, std::optional<std::uint64_t> value, std::uint64_t most) {
    if (!value) return fault(field, "is no number");
    if (*value > most) return fault(field, fmt::format("is {}, at most {} are allowed", *value, most));
    return *value;
}

Result<std::uint64_t> octal_of(ByteView block, const Field& field, std::uint64_t most) {
    return checked(field, octal(raw(block, field)), most);
}

Result<std::uint64_t> number_of(ByteView block, const Field& field, std::uint64_t most) {
    const std::string_view text = raw(block, field);
    return checked(field, is_base256(text) ? base256(text) : octal(text), most);
}

Result<std::uint32_t> id_of(ByteView block, const Field& field) {
    MME_TRY(const std::uint64_t id, number_of(block, field, std::numeric_limits<std::uint32_t>::max() - 1U));
    return static_cast<std::uint32_t>(id);
}

/// Nobody looks at the time, but a header that dpkg cannot read ends its unpacking.
Status check_mtime(ByteView block) {
    const std::string_view text = raw(block, mtime_field);
    const bool negative = text.starts_with("\xff\xff\xff\xff"sv) && (text[4] & 0x80) != 0;
    if (negative) return Done{};
    MME_CHECK(number_of(block, mtime_field, std::numeric_limits<std::int64_t>::max()));
    return Done{};
}

Status check_sum(ByteView block) {
    MME_TRY(const std::uint64_t stated, octal_of(block, checksum_field, ~std::uint64_t{0}));
    std::uint64_t sum = checksum_field.length * std::uint64_t{' '};
    for (std::size_t at = 0; at < block.size(); ++at)
        if (at - checksum_field.offset >= checksum_field.length) sum += block[at];
    if (sum != stated) return fault(checksum_field, fmt::format("is {}, expected {}", stated, sum));
    return Done{};
}

/// Which format it is, by where the part ends that the format uses.
Result<std::size_t> end_of_fields(ByteView block) {
    const std::string_view magic = raw(block, magic_field);
    const std::size_t end = magic == ustar_magic ? end_of_ustar
                            : magic == gnu_magic ? end_of_gnu
                            : magic == v7_magic  ? end_of_v7
                                                 : 0;
    if (end == 0) return fault(magic_field, "is none of ustar, GNU or V7");
    if (!only(as_text(block.subspan(end)), "\0"sv))
        return fail(Code::archive_malformed, "it has bytes behind the fields of its format");
    return end;
}

Result<TarType> type_of(ByteView block) {
    const char flag = static_cast<char>(block[type_offset]);
    if (flag == '\0') return TarType::file;
    if ("0123456KL"sv.find(flag) != std::string_view::npos) return static_cast<TarType>(flag);
    if (flag == 'x' || flag == 'g')
        return fail(Code::archive_malformed, "it is a pax header, which dpkg does not read");
    return fail(Code::archive_malformed,
                fmt::format("its type flag is 0x{:02x}, which dpkg does not read", block[type_offset]));
}

std::uint64_t type_bits(TarType type) {
    switch (type) {
        case TarType::symlink:
            return S_IFLNK;
        case TarType::character_device:
            return S_IFCHR;
        case TarType::block_device:
            return S_IFBLK;
        case TarType::directory:
            return S_IFDIR;
        case TarType::fifo:
            return S_IFIFO;
        default:
            return S_IFREG;
    }
}

Result<unsigned> mode_of(ByteView block, TarType type) {
    MME_TRY(const std::uint64_t mode, octal_of(block, mode_field, 0177777));
    const std::uint64_t more = mode & ~std::uint64_t{07777};
    if (more != 0 && more != type_bits(type)) return fault(mode_field, "is that of another type");
    return static_cast<unsigned>(mode & 07777U);
}

Result<std::uint32_t> device_number_of(ByteView block, const Field& field, TarType type) {
    const bool device = type == TarType::character_device || type == TarType::block_device;
    if (!device && only(raw(block, field), "\0 "sv)) return 0U;
    MME_TRY(const std::uint64_t number, octal_of(block, field, std::numeric_limits<std::uint32_t>::max()));
    return static_cast<std::uint32_t>(number);
}

Result<std::string> full_name(ByteView block, std::size_t end) {
    MME_TRY(std::string name, text_of(block, name_field));
    if (name.empty()) return fault(name_field, "is empty");
    if (end != end_of_ustar) return name;
    MME_TRY(const std::string prefix, text_of(block, prefix_field));
    return prefix.empty() ? name : prefix + "/" + name;
}

Result<std::string> target_of(ByteView block, TarType type) {
    if (type == TarType::long_name || type == TarType::long_target) return std::string{};
    MME_TRY(std::string target, text_of(block, target_field));
    const bool link = type == TarType::hardlink || type == TarType::symlink;
    if (link == target.empty()) return fault(target_field, link ? "is empty" : "is there, and it is no link");
    return target;
}

Result<std::uint64_t> size_of(ByteView block, TarType type) {
    MME_TRY(const std::uint64_t size, number_of(block, size_field, std::numeric_limits<std::int64_t>::max()));
    const bool has_content =
        type == TarType::file || type == TarType::long_name || type == TarType::long_target;
    if (size != 0 && !has_content) return fault(size_field, "is not 0, and it is no file");
    return size;
}

}  // namespace

Result<TarHeader> parse_tar_header(ByteView block) {
    MME_CHECK(check_sum(block));
    MME_TRY(const std::size_t end, end_of_fields(block));
    MME_CHECK(check_mtime(block));
    TarHeader header;
    MME_TRY(header.type, type_of(block));
    MME_TRY(header.name, full_name(block, end));
    MME_TRY(header.target, target_of(block, header.type));
    MME_TRY(header.size, size_of(block, header.type));
    MME_TRY(header.mode, mode_of(block, header.type));
    MME_TRY(header.uid, id_of(block, uid_field));
    MME_TRY(header.gid, id_of(block, gid_field));
    MME_TRY(header.user, account_of(block, user_field));
    MME_TRY(header.group, account_of(block, group_field));
    MME_TRY(header.major, device_number_of(block, major_field, header.type));
    MME_TRY(header.minor, device_number_of(block, minor_field, header.type));
    return header;
}

}  // namespace mme
