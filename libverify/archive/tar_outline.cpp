// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/tar_outline.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "libverify/archive/magic.h"
#include "libverify/io/read_some.h"
#include "libverify/io/zeros.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t tar_block = 512;
constexpr std::size_t type_place = 156;
constexpr std::uint64_t most_pax_bytes = std::uint64_t{1} << 20U;

/// The number in digits of a base that fill a text.
std::optional<std::uint64_t> number_in(std::string_view digits, int base) {
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// In octal with blanks and NULs around it, none of it for 0; or in binary behind a set bit.
std::optional<std::uint64_t> size_in(ByteView header) {
    const ByteView field = header.subspan(124, 12);
    if (field[0] == 0x80 && field[1] == 0 && field[2] == 0 && field[3] == 0) return big_endian(field, 4, 8);
    const auto text = as_text(field);
    const auto first = text.find_first_not_of(" \0"sv);
    if (first == std::string_view::npos) return 0;
    const auto last = text.find_last_not_of(" \0"sv);
    return number_in(text.substr(first, last + 1 - first), 8);
}

/// The next of pax's records, "LENGTH KEY=VALUE\n", which is taken from `rest`; nothing if it is none.
struct PaxRecord {
    std::string_view key;
    std::string_view value;
};

std::optional<PaxRecord> take_record(std::string_view& rest) {
    const auto blank = rest.find(' ');
    const auto length = number_in(rest.substr(0, blank), 10);
    if (blank == std::string_view::npos || !length || *length > rest.size() || *length < blank + 3)
        return std::nullopt;
    const auto record = rest.substr(blank + 1, *length - blank - 1);
    const auto equals = record.find('=');
    if (record.back() != '\n' || equals == std::string_view::npos || equals == 0) return std::nullopt;
    rest.remove_prefix(*length);
    return PaxRecord{record.substr(0, equals), record.substr(equals + 1, record.size() - equals - 2)};
}

bool tells_holes(std::string_view key) {
    return key.starts_with("GNU.sparse.") || key == "SCHILY.realsize" || key == "SUN.holesdata";
}

std::uint64_t padded(std::uint64_t size) {
    return (size + tar_block - 1) / tar_block * tar_block;
}

}  // namespace

Error TarOutline::malformed(std::string_view what) const {
    return fail(Code::archive_malformed,
                fmt::format("{}: tar archive at offset {}: {}", file_.shown(), at_, what));
}

Result<std::optional<TarItem>> TarOutline::next() {
    for (;;) {
        MME_TRY(const Bytes header, read_some(file_, at_, tar_block));
        if (only_zeros(header)) return std::optional<TarItem>{};
        if (!has_tar_checksum(header)) return malformed("expected the header of an entry");
        const char type = static_cast<char>(header[type_place]);
        if ("xXgLKV"sv.find(type) == std::string_view::npos || type == '\0') {
            MME_TRY(const TarItem found, item(header));
            return std::optional{found};
        }
        const auto size = size_in(header);
        if (!size || (type == 'V' && *size != 0)) return malformed("a header has a size that is none");
        MME_TRY(const Extent body, body_of(header, *size));
        MME_CHECK(pass(type, body));
    }
}

/// The body behind the header at `at_`.
Result<Extent> TarOutline::body_of(ByteView header, std::uint64_t size) const {
    const std::uint64_t start = at_ + header.size();
    if (start > file_.size() || size > file_.size() - start)
        return malformed(fmt::format("an entry of {} bytes leaves the file", size));
    return Extent{start, size};
}

/// Goes behind a header that describes the next entry.
Status TarOutline::pass(char type, const Extent& body) {
    if (type == 'x' || type == 'X' || type == 'g') MME_CHECK(take_pax(type, body));
    at_ = body.offset + padded(body.length);
    return Done{};
}

Status TarOutline::take_pax(char type, const Extent& body) {
    if (body.length > most_pax_bytes) return malformed(fmt::format("a pax header of {} bytes", body.length));
    MME_TRY(const Bytes records, file_.read_range(body.offset, body.length));
    Pax pax;
    bool changes = false;
    for (std::string_view rest = as_text(records); !rest.empty();) {
        const auto record = take_record(rest);
        if (!record) return malformed("a pax record that is not well formed");
        if (record->key == "size") pax.size = number_in(record->value, 10);
        if (record->key == "size" && !pax.size) return malformed("a size in pax that is no number");
        pax.sparse = pax.sparse || tells_holes(record->key);
        changes = changes || record->key == "size" || tells_holes(record->key);
    }
    if (type == 'g') return changes ? Status(malformed("a size for all that follows")) : Status(Done{});
    if (pax_) return malformed("two pax headers for one entry");
    pax_ = pax;
    return Done{};
}

/// Links have no body, whatever their size says, and others that are no file had better state none: readers
/// disagree.
Result<TarItem> TarOutline::item(ByteView header) {
    const char type = static_cast<char>(header[type_place]);
    const Pax pax = pax_.value_or(Pax{});
    pax_.reset();
    const auto stated = pax.size ? pax.size : size_in(header);
    if (!stated) return malformed("a size that is no number");
    if (type == 'M' || type == 'N') return malformed("part of an archive of several volumes");
    if ("2346"sv.find(type) != std::string_view::npos && *stated > 0)
        return malformed("a link, device or FIFO with a body, which readers take differently");
    if (type == 'S') MME_CHECK(pass_map(header));
    MME_TRY(const Extent body, body_of(header, type == '1' ? 0 : *stated));
    at_ = body.offset + padded(body.length);
    return TarItem{body, pax.sparse || type == 'S'};
}

/// The blocks with which GNU's old form goes on listing what is no hole.
Status TarOutline::pass_map(ByteView header) {
    bool more = header[482] != 0;
    while (more) {
        MME_TRY(const Bytes block, file_.read_range(at_ + tar_block, tar_block));
        more = block[504] != 0;
        at_ += tar_block;
    }
    return Done{};
}

}  // namespace mme
