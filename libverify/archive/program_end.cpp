// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/program_end.h"

#include <algorithm>

#include "libverify/archive/pe_header.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

using End = std::optional<std::uint64_t>;

/// Numbers of one byte order in a piece of the file.
struct Fields {
    ByteView bytes;
    bool big = false;

    [[nodiscard]] std::uint64_t at(std::size_t offset, std::size_t size) const {
        return big ? big_endian(bytes, offset, size) : little_endian(bytes, offset, size);
    }
};

/// A table of an ELF file: program or section headers.
struct Table {
    std::uint64_t offset;
    std::uint64_t entry_bytes;
    std::uint64_t entries;
};

/// Where in an entry of a table the offset and size of its bytes in the file stand.
struct Place {
    std::size_t offset;
    std::size_t size;
    std::size_t width;
    std::optional<std::size_t> type;  ///< sections alone: one of type NOBITS has no bytes
};

bool inside(const PackageFile& file, std::uint64_t offset, std::uint64_t size) {
    return offset <= file.size() && size <= file.size() - offset;
}

/// The furthest end of what a table lists, and of the table itself.
Result<std::uint64_t> end_of_table(const PackageFile& file, const Table& table, const Place& place,
                                   bool big) {
    constexpr std::uint64_t no_bits = 8;
    const std::uint64_t bytes = table.entry_bytes * table.entries;
    if (bytes == 0 || table.entry_bytes < place.size + place.width || !inside(file, table.offset, bytes))
        return std::uint64_t{0};
    MME_TRY(const Bytes content, file.read_range(table.offset, bytes));
    std::uint64_t end = table.offset + bytes;
    for (std::uint64_t i = 0; i < table.entries; ++i) {
        const Fields entry{ByteView(content).subspan(i * table.entry_bytes, table.entry_bytes), big};
        if (place.type && entry.at(*place.type, 4) == no_bits) continue;
        const std::uint64_t offset = entry.at(place.offset, place.width);
        const std::uint64_t size = entry.at(place.size, place.width);
        if (size > 0 && inside(file, offset, size)) end = std::max(end, offset + size);
    }
    return end;
}

constexpr Place segments64{8, 32, 8, std::nullopt};
constexpr Place segments32{4, 16, 4, std::nullopt};
constexpr Place sections64{24, 32, 8, 4};
constexpr Place sections32{16, 20, 4, 4};

std::uint64_t end_of_pe_sections(const PackageFile& file, const PeHeader& header) {
    std::uint64_t end = 0;
    for (const PeSection& section : header.sections)
        if (section.size > 0 && section.offset <= file.size())
            end = std::max(end, std::min(section.offset + section.size, file.size()));
    return end;
}

/// The symbols of COFF, 18 bytes each, and the strings behind them, which begin with their size. Some linkers
/// leave them in; they belong to the program if they follow its sections.
Result<std::uint64_t> end_of_symbols(const PackageFile& file, const PeHeader& header, std::uint64_t end) {
    constexpr std::uint64_t symbol_bytes = 18;
    const std::uint64_t offset = header.symbols;
    const std::uint64_t bytes = header.symbol_count * symbol_bytes;
    if (bytes == 0 || offset < end || offset - end >= 512 || !inside(file, offset, bytes)) return end;
    const std::uint64_t strings = offset + bytes;
    if (!inside(file, strings, 4)) return strings;
    MME_TRY(const Bytes size, file.read_range(strings, 4));
    const std::uint64_t string_bytes = Fields{size}.at(0, 4);
    return inside(file, strings, string_bytes) ? strings + string_bytes : strings;
}

/// The certificates are entry 4 of the data directories, which gives a place in the file; empty if there are
/// none.
Extent certificates(const PackageFile& file, const Fields& optional_header) {
    if (optional_header.bytes.size() < 2) return {};
    const std::size_t directory = optional_header.at(0, 2) == 0x20B ? 144 : 128;
    if (optional_header.bytes.size() < directory + 8) return {};
    const Extent extent{optional_header.at(directory, 4), optional_header.at(directory + 4, 4)};
    return inside(file, extent.offset, extent.length) ? extent : Extent{};
}

/// The certificates are padded to 8 bytes, and begin at a multiple of 8.
std::optional<Extent> overlay_of(const PackageFile& file, std::uint64_t end, const Extent& signed_by) {
    constexpr std::uint64_t alignment = 8;
    std::uint64_t start = end;
    std::uint64_t stop = file.size();
    if (signed_by.length > 0 && signed_by.offset >= start && signed_by.offset - start < alignment)
        start = signed_by.offset + signed_by.length;
    else if (signed_by.length > 0 && signed_by.offset > start &&
             stop - (signed_by.offset + signed_by.length) < alignment)
        stop = signed_by.offset;
    return start < stop ? std::optional{Extent{start, stop - start}} : std::nullopt;
}

}  // namespace

Result<End> elf_end(const PackageFile& file) {
    constexpr std::size_t header_bytes = 64;
    if (file.size() < header_bytes) return End{};
    MME_TRY(const Bytes head, file.read_range(0, header_bytes));
    if (!as_text(head).starts_with("\x7F"
                                   "ELF"))
        return End{};
    const bool wide = head[4] == 2;
    const Fields header{head, head[5] == 2};
    const std::size_t counts = wide ? 54 : 42;
    const std::size_t width = wide ? 8 : 4;
    const Table segments{header.at(wide ? 32 : 28, width), header.at(counts, 2), header.at(counts + 2, 2)};
    const Table sections{header.at(wide ? 40 : 32, width), header.at(counts + 4, 2),
                         header.at(counts + 6, 2)};
    MME_TRY(const auto first, end_of_table(file, segments, wide ? segments64 : segments32, header.big));
    MME_TRY(const auto second, end_of_table(file, sections, wide ? sections64 : sections32, header.big));
    const std::uint64_t end = std::max(first, second);
    return end == 0 ? End{} : End{end};
}

Result<End> dos_end(const PackageFile& file) {
    constexpr std::size_t dos_header_bytes = 64;
    constexpr std::uint64_t page_bytes = 512;
    if (file.size() < dos_header_bytes) return End{};
    MME_TRY(const Bytes dos, file.read_range(0, dos_header_bytes));
    const Fields header{dos};
    if (!as_text(dos).starts_with("MZ") || header.at(4, 2) == 0) return End{};
    const std::uint64_t next = header.at(60, 4);
    if (next >= dos_header_bytes && inside(file, next, 2)) {
        MME_TRY(const Bytes magic, file.read_range(next, 2));
        for (const std::string_view other : {"PE", "NE", "LE", "LX"})
            if (as_text(magic) == other) return End{};
    }
    const std::uint64_t last = header.at(2, 2);
    const std::uint64_t end = header.at(4, 2) * page_bytes - (last == 0 ? 0 : page_bytes - last % page_bytes);
    return end < file.size() ? End{end} : End{};
}

Result<std::optional<Extent>> pe_overlay(const PackageFile& file) {
    MME_TRY(const auto header, read_pe_header(file));
    if (!header || header->sections.size() < header->stated_sections) return std::optional<Extent>{};
    const std::uint64_t last_section = end_of_pe_sections(file, *header);
    if (last_section == 0) return std::optional<Extent>{};
    MME_TRY(const Bytes optional_header, read_some(file, header->optional_offset, header->optional_bytes));
    MME_TRY(const auto end, end_of_symbols(file, *header, last_section));
    return overlay_of(file, end, certificates(file, Fields{optional_header}));
}

}  // namespace mme
