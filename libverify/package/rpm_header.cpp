// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/package/malformed.h"
#include "libverify/package/rpm_index.h"

namespace mme {
namespace {

constexpr std::array<std::uint8_t, 8> magic{0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0};

struct HeaderLimits {
    std::uint32_t entries;
    std::uint32_t data;
};

/// rpm itself takes 32 tags and 64 MiB, and 65535 tags and 256 MiB.
HeaderLimits limits_of(RpmHeaderKind kind) {
    if (kind == RpmHeaderKind::signatures) return {64, std::uint32_t{64} << 20U};
    return {65535, std::uint32_t{96} << 20U};
}

/// The number of bytes the whole header takes, from its counts.
Result<std::uint64_t> header_bytes(const PackageFile& file, std::uint64_t offset, RpmHeaderKind kind) {
    MME_TRY(const Bytes preamble, file.read_range(offset, rpm_preamble_bytes));
    if (!std::equal(magic.begin(), magic.end(), preamble.begin())) {
        return malformed(file, fmt::format("no rpm header of version 1 at offset {}", offset));
    }
    const std::uint32_t entries = read_be32(ByteView{preamble}.subspan(8));
    const std::uint32_t data = read_be32(ByteView{preamble}.subspan(12));
    const HeaderLimits most = limits_of(kind);
    if (entries == 0 || entries > most.entries || data > most.data) {
        return malformed(file,
                         fmt::format("header at offset {} claims {} entries and {} bytes of data, expected "
                                     "1 to {} and at most {}",
                                     offset, entries, data, most.entries, most.data));
    }
    return rpm_preamble_bytes + std::uint64_t{entries} * rpm_index_bytes + data;
}

bool is_number(RpmType type) noexcept {
    return type == RpmType::int16 || type == RpmType::int32 || type == RpmType::int64;
}

}  // namespace

Result<RpmHeader> RpmHeader::read(const PackageFile& file, std::uint64_t offset, RpmHeaderKind kind) {
    MME_TRY(const std::uint64_t size, header_bytes(file, offset, kind));
    MME_TRY(Bytes bytes, file.read_range(offset, size));
    RpmHeader header;
    header.bytes_ = std::make_shared<const Bytes>(std::move(bytes));
    MME_TRY(header.entries_, read_rpm_index(file, offset, *header.bytes_, kind));
    return header;
}

const RpmEntry* RpmHeader::find(std::uint32_t tag) const noexcept {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [tag](const RpmEntry& entry) { return entry.tag == tag; });
    return found != entries_.end() ? &*found : nullptr;
}

std::optional<std::string_view> RpmHeader::string(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    if (entry == nullptr || entry->type != RpmType::string) return std::nullopt;
    return as_text(entry->data.first(entry->data.size() - 1));
}

std::optional<std::uint64_t> RpmHeader::number(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    if (entry == nullptr || entry->count != 1) return std::nullopt;
    if (entry->type != RpmType::int32 && entry->type != RpmType::int64) return std::nullopt;
    return big_endian(entry->data);
}

RpmTexts RpmHeader::strings(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    const bool fits =
        entry != nullptr && (entry->type == RpmType::string || entry->type == RpmType::string_array);
    return fits ? RpmTexts{*entry} : RpmTexts{};
}

RpmNumbers RpmHeader::numbers(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    if (entry == nullptr || !is_number(entry->type)) return {};
    return {entry->data, rpm_unit_size(entry->type)};
}

}  // namespace mme
