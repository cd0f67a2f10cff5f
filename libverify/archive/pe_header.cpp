// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/pe_header.h"

#include <string_view>

#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

constexpr std::size_t mz_header_bytes = 64;
constexpr std::size_t coff_header_bytes = 24;  ///< with the magic
constexpr std::size_t section_header_bytes = 40;

Result<std::vector<PeSection>> sections_at(const PackageFile& file, std::uint64_t at, std::uint64_t count) {
    MME_TRY(const Bytes table, read_some(file, at, count * section_header_bytes));
    std::vector<PeSection> sections;
    for (std::size_t i = 0; i + section_header_bytes <= table.size(); i += section_header_bytes)
        sections.push_back({little_endian(table, i + 12, 4), little_endian(table, i + 16, 4),
                            little_endian(table, i + 20, 4)});
    return sections;
}

}  // namespace

Result<std::optional<PeHeader>> read_pe_header(const PackageFile& file) {
    MME_TRY(const Bytes dos, read_some(file, 0, mz_header_bytes));
    if (dos.size() < mz_header_bytes || !as_text(dos).starts_with("MZ")) return std::optional<PeHeader>{};
    const std::uint64_t at = little_endian(dos, 60, 4);
    MME_TRY(const Bytes coff, read_some(file, at, coff_header_bytes));
    if (coff.size() < coff_header_bytes || !as_text(coff).starts_with(std::string_view("PE\0\0", 4)))
        return std::optional<PeHeader>{};
    PeHeader header;
    header.symbols = little_endian(coff, 12, 4);
    header.symbol_count = little_endian(coff, 16, 4);
    header.optional_offset = at + coff_header_bytes;
    header.optional_bytes = little_endian(coff, 20, 2);
    header.stated_sections = little_endian(coff, 6, 2);
    MME_TRY(header.sections,
            sections_at(file, header.optional_offset + header.optional_bytes, header.stated_sections));
    return std::optional{std::move(header)};
}

}  // namespace mme
