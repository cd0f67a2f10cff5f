// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/ar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "libverify/package/malformed.h"

namespace mme {
namespace {

constexpr std::string_view ar_magic = "!<arch>\n";
constexpr std::size_t member_header_bytes = 60;
constexpr std::size_t most_members = 16;

Error malformed_member(const PackageFile& file, std::uint64_t offset, const std::string& what) {
    return malformed(file, fmt::format("ar member at offset {}: {}", offset, what));
}

/// One of the fields of a member's header (ar(5)).
struct HeaderField {
    std::string_view noun;
    std::size_t offset;
    std::size_t length;
    int base;
};

constexpr std::size_t name_length = 16;
constexpr HeaderField member_size{"size", 48, 10, 10};
/// dpkg does not look at these, apt and others do.
constexpr std::array<HeaderField, 4> other_numbers{
    HeaderField{"time", 16, 12, 10}, HeaderField{"uid", 28, 6, 10}, HeaderField{"gid", 34, 6, 10},
    HeaderField{"mode", 40, 8, 8}};

std::string_view without_blanks(std::string_view text) {
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// Digits from the field's start, then blanks. dpkg would take blanks before a size and anything behind it.
std::optional<std::uint64_t> number_in(std::string_view header, const HeaderField& field) {
    const std::string_view text = without_blanks(header.substr(field.offset, field.length));
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, field.base);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-' || c == '_';
    });
}

Result<ArMember> read_member(const PackageFile& file, std::uint64_t offset) {
    MME_TRY(const Bytes raw, file.read_range(offset, member_header_bytes));
    const std::string_view header = as_text(raw);
    if (header.substr(58) != "`\n")
        return malformed_member(file, offset, "its header does not end as ar's do");
    std::string_view name = without_blanks(header.substr(0, name_length));
    if (name.ends_with('/')) name.remove_suffix(1);
    if (!is_plain_name(name))
        return malformed_member(file, offset, "its name is no plain name of a deb's member");
    for (const HeaderField& field : other_numbers)
        if (!number_in(header, field))
            return malformed_member(file, offset, fmt::format("{} of '{}' is no number", field.noun, name));
    const auto size = number_in(header, member_size);
    const std::uint64_t start = offset + member_header_bytes;
    // With a zero before it some reader may take it for octal.
    if (!size || (*size > 0 && header[member_size.offset] == '0'))
        return malformed_member(file, offset, fmt::format("size of '{}' is no decimal number", name));
    if (*size > file.size() - start) {
        return malformed_member(
            file, offset,
            fmt::format("'{}' claims {} bytes, {} are left in the file", name, *size, file.size() - start));
    }
    return ArMember{std::string{name}, {start, *size}};
}

/// The offset of the next member: contents of odd length are padded with one newline.
Result<std::uint64_t> next_offset(const PackageFile& file, const ArMember& member) {
    const std::uint64_t end = member.content.offset + member.content.length;
    if (member.content.length % 2 == 0) return end;
    MME_TRY(const Bytes padding, file.read_range(end, 1));
    if (padding.front() != '\n') {
        return malformed_member(file, end, fmt::format("padding of '{}' is no newline", member.name));
    }
    return end + 1;
}

}  // namespace

Result<std::vector<ArMember>> read_ar(const PackageFile& file) {
    MME_TRY(const Bytes magic, file.read_range(0, ar_magic.size()));
    if (as_text(magic) != ar_magic) return malformed_member(file, 0, "no ar archive");
    std::vector<ArMember> members;
    for (std::uint64_t offset = ar_magic.size(); offset < file.size();) {
        MME_TRY(ArMember member, read_member(file, offset));
        const bool twice = std::any_of(members.begin(), members.end(),
                                       [&](const ArMember& other) { return other.name == member.name; });
        if (twice) return malformed_member(file, offset, fmt::format("'{}' is there twice", member.name));
        if (members.size() == most_members)
            return malformed_member(file, offset, "more members than a deb has");
        MME_TRY(offset, next_offset(file, member));
        members.push_back(std::move(member));
    }
    return members;
}

}  // namespace mme
