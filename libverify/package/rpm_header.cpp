// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "libverify/package/malformed.h"

namespace mme {
namespace {

constexpr std::array<std::uint8_t, 8> magic{0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0};
constexpr std::size_t preamble_bytes = 16;
constexpr std::size_t index_bytes = 16;
constexpr std::uint32_t most_entries = 65536;
constexpr std::uint32_t most_data = std::uint32_t{256} << 20U;

std::size_t unit_size(RpmType type) noexcept {
    switch (type) {
        case RpmType::int16:
            return 2;
        case RpmType::int32:
            return 4;
        case RpmType::int64:
            return 8;
        default:
            return 1;
    }
}

bool is_text(RpmType type) noexcept {
    return type == RpmType::string || type == RpmType::string_array || type == RpmType::i18n_string;
}

bool is_number(RpmType type) noexcept {
    return type == RpmType::int16 || type == RpmType::int32 || type == RpmType::int64;
}

std::uint64_t big_endian(ByteView bytes) noexcept {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8U | byte;
    return value;
}

/// Bytes that `count` strings take at the start of `rest`, the NULs included; nothing if they do not end.
std::optional<std::size_t> text_bytes(ByteView rest, std::uint32_t count) {
    std::size_t used = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto tail = rest.subspan(used);
        const auto end = std::find(tail.begin(), tail.end(), std::uint8_t{0});
        if (end == tail.end()) return std::nullopt;
        used += static_cast<std::size_t>(end - tail.begin()) + 1;
    }
    return used;
}

/// Walks the index of one header and checks each entry against what came before.
class IndexReader {
  public:
    IndexReader(const PackageFile& file, std::uint64_t offset, ByteView bytes, std::uint32_t region)
        : file_(file),
          offset_(offset),
          region_(region),
          count_(read_be32(bytes.subspan(8))),
          index_(bytes.subspan(preamble_bytes, std::size_t{count_} * index_bytes)),
          data_(bytes.subspan(preamble_bytes + index_.size())) {}

    Result<std::vector<RpmEntry>> read() {
        std::vector<RpmEntry> entries;
        std::uint32_t first = 0;
        std::size_t end = data_.size();
        if (has_region()) {
            MME_CHECK(check_region());
            first = 1;
            end -= index_bytes;
        }
        for (std::uint32_t i = first; i < count_; ++i) {
            MME_TRY(const RpmEntry entry, read_entry(i, end));
            entries.push_back(entry);
        }
        if (used_ != end) return refuse(fmt::format("{} bytes of data belong to no entry", end - used_));
        return entries;
    }

  private:
    [[nodiscard]] std::uint32_t field(std::uint32_t entry, std::size_t number) const {
        return read_be32(index_.subspan(std::size_t{entry} * index_bytes + number * 4));
    }

    [[nodiscard]] Error refuse(const std::string& what) const {
        return malformed(file_, fmt::format("header at offset {}: {}", offset_, what));
    }

    [[nodiscard]] bool has_region() const { return count_ > 0 && field(0, 0) < 100; }

    /// The region's data is its trailer: the last 16 bytes of all data, pointing back over the whole index.
    [[nodiscard]] Status check_region() const {
        const std::uint32_t place = field(0, 2);
        if (field(0, 0) != region_ || field(0, 1) != 7 || field(0, 3) != index_bytes) {
            return refuse(
                fmt::format("region entry is tag {} type {} count {}, wanted tag {} type 7 count 16",
                            field(0, 0), field(0, 1), field(0, 3), region_));
        }
        if (data_.size() < index_bytes || place != data_.size() - index_bytes) {
            return refuse(fmt::format("region trailer at {}, wanted at the end of {} bytes of data", place,
                                      data_.size()));
        }
        const auto trailer = data_.subspan(place);
        const std::uint32_t back = 0U - read_be32(trailer.subspan(8));
        if (read_be32(trailer) != region_ || read_be32(trailer.subspan(4)) != 7 ||
            read_be32(trailer.subspan(12)) != index_bytes || back != index_.size()) {
            return refuse(
                fmt::format("region trailer covers {} bytes of index, wanted all {}", back, index_.size()));
        }
        return Done{};
    }

    Result<RpmEntry> read_entry(std::uint32_t number, std::size_t end) {
        const std::uint32_t tag = field(number, 0);
        const std::uint32_t type = field(number, 1);
        const std::uint32_t place = field(number, 2);
        const std::uint32_t count = field(number, 3);
        if (tag < 100) return refuse(fmt::format("entry {} is a second region (tag {})", number, tag));
        if (!tags_.insert(tag).second) return refuse(fmt::format("tag {} is there twice", tag));
        if (type < 1 || type > 9) return refuse(fmt::format("tag {} has type {}, wanted 1 to 9", tag, type));
        if (count == 0 || (type == 6 && count != 1)) {
            return refuse(fmt::format("tag {} of type {} has count {}", tag, type, count));
        }
        RpmEntry entry{tag, static_cast<RpmType>(type), count, {}};
        MME_CHECK(check_place(entry, place, end));
        const auto rest = data_.subspan(place, end - place);
        const auto size = is_text(entry.type) ? text_bytes(rest, count)
                                              : std::optional{std::size_t{count} * unit_size(entry.type)};
        if (!size || *size > rest.size()) {
            return refuse(fmt::format("tag {} with count {} runs past the data", tag, count));
        }
        entry.data = rest.first(*size);
        used_ = place + *size;
        return entry;
    }

    /// Entries follow one another; only the zero bytes that alignment needs may lie between.
    [[nodiscard]] Status check_place(const RpmEntry& entry, std::uint32_t place, std::size_t end) const {
        const std::size_t unit = rpm_alignment(entry.type);
        const std::size_t wanted = (used_ + unit - 1) / unit * unit;
        if (place != wanted || place > end) {
            return refuse(fmt::format("tag {} lies at {}, wanted at {} of {} bytes of data", entry.tag, place,
                                      wanted, end));
        }
        const auto gap = data_.subspan(used_, place - used_);
        if (std::any_of(gap.begin(), gap.end(), [](std::uint8_t byte) { return byte != 0; })) {
            return refuse(fmt::format("bytes before tag {} are not zero", entry.tag));
        }
        return Done{};
    }

    const PackageFile& file_;
    std::uint64_t offset_;
    std::uint32_t region_;
    std::uint32_t count_;
    ByteView index_;
    ByteView data_;
    std::size_t used_ = 0;
    std::unordered_set<std::uint32_t> tags_;
};

/// The number of bytes the whole header takes, from its counts.
Result<std::uint64_t> header_bytes(const PackageFile& file, std::uint64_t offset) {
    MME_TRY(const Bytes preamble, file.read_range(offset, preamble_bytes));
    if (!std::equal(magic.begin(), magic.end(), preamble.begin())) {
        return malformed(file, fmt::format("no rpm header of version 1 at offset {}", offset));
    }
    const std::uint32_t entries = read_be32(ByteView{preamble}.subspan(8));
    const std::uint32_t data = read_be32(ByteView{preamble}.subspan(12));
    if (entries == 0 || entries > most_entries || data > most_data) {
        return malformed(file,
                         fmt::format("header at offset {} claims {} entries and {} bytes of data, wanted "
                                     "1 to {} and at most {}",
                                     offset, entries, data, most_entries, most_data));
    }
    return preamble_bytes + std::uint64_t{entries} * index_bytes + data;
}

}  // namespace

std::uint32_t read_be32(ByteView bytes) noexcept {
    std::uint32_t value = 0;
    for (const std::uint8_t byte : bytes.first(4)) value = value << 8U | byte;
    return value;
}

std::size_t rpm_alignment(RpmType type) noexcept {
    return unit_size(type);
}

Result<RpmHeader> RpmHeader::read(const PackageFile& file, std::uint64_t offset, std::uint32_t region) {
    MME_TRY(const std::uint64_t size, header_bytes(file, offset));
    MME_TRY(Bytes bytes, file.read_range(offset, size));
    RpmHeader header;
    header.bytes_ = std::make_shared<const Bytes>(std::move(bytes));
    MME_TRY(header.entries_, (IndexReader{file, offset, *header.bytes_, region}.read()));
    return header;
}

const RpmEntry* RpmHeader::find(std::uint32_t tag) const noexcept {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [tag](const RpmEntry& entry) { return entry.tag == tag; });
    return found != entries_.end() ? &*found : nullptr;
}

std::optional<std::string> RpmHeader::string(std::uint32_t tag) const {
    auto all = strings(tag);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

std::optional<std::uint64_t> RpmHeader::number(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    if (entry == nullptr || entry->count != 1) return std::nullopt;
    if (entry->type != RpmType::int32 && entry->type != RpmType::int64) return std::nullopt;
    return big_endian(entry->data);
}

std::vector<std::string> RpmHeader::strings(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    std::vector<std::string> all;
    if (entry == nullptr || !is_text(entry->type)) return all;
    auto text = as_text(entry->data);
    while (!text.empty()) {
        const auto end = text.find('\0');
        all.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return all;
}

std::vector<std::uint64_t> RpmHeader::numbers(std::uint32_t tag) const {
    const RpmEntry* entry = find(tag);
    std::vector<std::uint64_t> all;
    if (entry == nullptr || !is_number(entry->type)) return all;
    const std::size_t unit = unit_size(entry->type);
    all.reserve(entry->count);
    for (std::size_t at = 0; at < entry->data.size(); at += unit)
        all.push_back(big_endian(entry->data.subspan(at, unit)));
    return all;
}

}  // namespace mme
