// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_path_table.h"

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

constexpr std::size_t fixed_table_bytes = 8;

/// The length of the record at the start of `rest`, padding included; 0 if it is none.
std::size_t table_record_bytes(ByteView rest, const IsoPathTable& table,
                               const std::set<std::uint64_t>& directories) {
    if (rest.size() < fixed_table_bytes || rest[0] == 0) return 0;
    const std::size_t name_bytes = rest[0];
    const std::size_t whole = fixed_table_bytes + name_bytes + name_bytes % 2;
    if (whole > rest.size() || (name_bytes % 2 != 0 && rest[whole - 1] != 0)) return 0;
    const ByteView place = rest.subspan(2, 4);
    const std::uint64_t block = table.big_endian ? big_endian(place) : little_endian(place);
    const std::uint64_t attributes = rest[1];
    return directories.contains((block + attributes) * table.block_bytes) ? whole : 0;
}

}  // namespace

Result<std::uint64_t> bytes_of_path_table(const PackageFile& file, const IsoPathTable& table,
                                          const std::set<std::uint64_t>& directories) {
    MME_TRY(const Bytes bytes, file.read_range(table.extent.offset, table.extent.length));
    std::size_t at = 0;
    while (const std::size_t size = table_record_bytes(ByteView(bytes).subspan(at), table, directories))
        at += size;
    return std::uint64_t{at};
}

}  // namespace mme
