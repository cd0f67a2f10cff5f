// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>
#include <string>

#include "libverify/embed/output.h"
#include "libverify/package/malformed.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

void put_be32(Bytes& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_entry(Bytes& out, std::uint32_t tag, RpmType type, std::uint32_t offset, std::uint32_t count) {
    put_be32(out, tag);
    put_be32(out, static_cast<std::uint32_t>(type));
    put_be32(out, offset);
    put_be32(out, count);
}

void put_aligned(Bytes& data, const RpmEntry& entry) {
    const std::size_t unit = rpm_unit_size(entry.type);
    data.resize((data.size() + unit - 1) / unit * unit);
}

/// A signature header whose region covers all its entries, padded to 8 bytes.
Bytes write_header(const std::vector<RpmEntry>& entries) {
    constexpr std::uint32_t trailer_bytes = 16;
    const auto index_bytes = static_cast<std::uint32_t>((entries.size() + 1) * 16);
    Bytes index;
    Bytes data;
    for (const RpmEntry& entry : entries) {
        put_aligned(data, entry);
        put_entry(index, entry.tag, entry.type, static_cast<std::uint32_t>(data.size()), entry.count);
        data.insert(data.end(), entry.data.begin(), entry.data.end());
    }
    const auto trailer = static_cast<std::uint32_t>(data.size());
    put_entry(data, rpm_region_signatures, RpmType::binary, 0U - index_bytes, trailer_bytes);

    Bytes header{0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0};
    put_be32(header, index_bytes / 16);
    put_be32(header, static_cast<std::uint32_t>(data.size()));
    put_entry(header, rpm_region_signatures, RpmType::binary, trailer, trailer_bytes);
    header.insert(header.end(), index.begin(), index.end());
    header.insert(header.end(), data.begin(), data.end());
    header.resize((header.size() + 7) / 8 * 8);
    return header;
}

RpmEntry binary_entry(std::uint32_t tag, ByteView data) {
    return {tag, RpmType::binary, static_cast<std::uint32_t>(data.size()), data};
}

/// The entries of the signature header without ours and without rpm's reserve of empty space.
std::vector<RpmEntry> entries_to_keep(const RpmHeader& signatures) {
    constexpr std::uint32_t reserved = 999;
    constexpr std::uint32_t reserved_space = 1008;
    std::vector<RpmEntry> kept;
    for (const RpmEntry& entry : signatures.entries()) {
        const bool dropped = entry.tag == rpm_tag_manifest || entry.tag == rpm_tag_signature ||
                             entry.tag == reserved || entry.tag == reserved_space;
        if (!dropped) kept.push_back(entry);
    }
    return kept;
}

/// With its region; rpm reads no signature header with more.
Status check_number(const PackageFile& package, std::size_t entries) {
    constexpr std::size_t most = 32;
    if (entries <= most) return Done{};
    return malformed(package, "its signature header would have " + std::to_string(entries) +
                                  " entries, and rpm reads at most " + std::to_string(most));
}

}  // namespace

Status write_embedded_rpm(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
                          Output& output) {
    MME_TRY(const RpmLayout layout, read_rpm_layout(package));
    auto entries = entries_to_keep(layout.signatures);
    entries.push_back(binary_entry(rpm_tag_manifest, manifest));
    if (signature) entries.push_back(binary_entry(rpm_tag_signature, *signature));
    std::sort(entries.begin(), entries.end(),
              [](const RpmEntry& left, const RpmEntry& right) { return left.tag < right.tag; });
    MME_CHECK(check_number(package, entries.size() + 1));
    MME_CHECK(output.copy(package, 0, rpm_lead_bytes));
    MME_CHECK(output.write(write_header(entries)));
    return output.copy(package, layout.header_extent.offset, package.size() - layout.header_extent.offset);
}

}  // namespace mme
