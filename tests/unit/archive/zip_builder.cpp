// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/archive/zip_builder.h"

#include "libverify/decode/crc32.h"

namespace mme::test {
namespace {

std::string zip_number(std::uint64_t value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    return bytes;
}

std::uint32_t crc_of(const ZipItem& item) {
    return item.crc != 0 ? item.crc : crc32_of(as_bytes(item.body));
}

std::string local_header(const ZipItem& item) {
    return "PK\3\4" + zip_number(20, 2) + zip_number(item.flags, 2) + zip_number(item.local_method, 2) +
           zip_number(0, 4) + zip_number(crc_of(item), 4) + zip_number(item.local_size, 4) +
           zip_number(item.local_size, 4) + zip_number(item.local_name.size(), 2) + zip_number(0, 2) +
           item.local_name;
}

std::string central_header(const ZipItem& item, std::uint64_t offset) {
    return "PK\1\2" + zip_number(0x0314, 2) + zip_number(20, 2) + zip_number(item.flags, 2) +
           zip_number(item.method, 2) + zip_number(0, 4) + zip_number(crc_of(item), 4) +
           zip_number(item.body.size(), 4) + zip_number(item.body.size(), 4) +
           zip_number(item.name.size(), 2) + zip_number(0, 2) + zip_number(0, 2) + zip_number(0, 2) +
           zip_number(0, 2) + zip_number(item.mode << 16U, 4) + zip_number(offset, 4) + item.name;
}

std::string wide_records(std::uint64_t entries, std::uint64_t size, std::uint64_t offset) {
    return "PK\6\6" + zip_number(44, 8) + zip_number(45, 2) + zip_number(45, 2) + zip_number(0, 8) +
           zip_number(entries, 8) + zip_number(entries, 8) + zip_number(size, 8) + zip_number(offset, 8) +
           "PK\6\7" + zip_number(0, 4) + zip_number(offset + size, 8) + zip_number(1, 4);
}

}  // namespace

std::string ZipArchive::bytes() const {
    std::string file = front;
    std::string directory;
    std::uint64_t entries = more_entries;
    for (const ZipItem& item : items) {
        file += item.before;
        const auto header = central_header(item, file.size());
        for (unsigned times = item.listed ? item.times : 0; times > 0; --times) {
            directory += header;
            ++entries;
        }
        file += local_header(item) + item.body + item.behind;
    }
    file += between;
    const std::uint64_t offset = file.size();
    file += directory;
    if (wide) file += wide_records(entries, directory.size(), offset);
    return file + "PK\5\6" + zip_number(0, 4) + zip_number(wide ? 0xFFFF : entries, 2) +
           zip_number(wide ? 0xFFFF : entries, 2) + zip_number(wide ? 0xFFFFFFFF : directory.size(), 4) +
           zip_number(wide ? 0xFFFFFFFF : offset, 4) + zip_number(comment.size(), 2) + comment;
}

}  // namespace mme::test
