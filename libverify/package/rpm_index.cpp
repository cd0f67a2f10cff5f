// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "libverify/io/zeros.h"
#include "libverify/package/malformed.h"

namespace mme {
namespace {

constexpr std::uint32_t most_items = 0xfffff;    // rpm's HEADER_ARRAY_MAX
constexpr std::uint32_t last_reserved_tag = 99;  // regions; 100 is the table of languages
constexpr std::uint32_t binary_type = 7;

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
    IndexReader(const PackageFile& file, std::uint64_t offset, ByteView bytes, RpmHeaderKind kind)
        : file_(file),
          offset_(offset),
          kind_(kind),
          region_(kind == RpmHeaderKind::main ? rpm_region_immutable : rpm_region_signatures),
          count_(read_be32(bytes.subspan(8))),
          index_(bytes.subspan(rpm_preamble_bytes, std::size_t{count_} * rpm_index_bytes)),
          data_(bytes.subspan(rpm_preamble_bytes + index_.size())) {}

    Result<std::vector<RpmEntry>> read() {
        if (field(0, 0) <= last_reserved_tag) {
            MME_TRY(const Region region, read_region());
            MME_CHECK(read_entries(1, region.entries, region.trailer));
            used_ = region.trailer + rpm_index_bytes;
            MME_CHECK(read_entries(region.entries, count_, data_.size()));
        } else if (kind_ == RpmHeaderKind::main) {
            return refuse(
                "it has no immutable region (a package of rpm 3), so what rpm installs cannot be held "
                "against "
                "what was judged; build it with rpm 4 or later");
        } else {
            MME_CHECK(read_entries(0, count_, data_.size()));
        }
        return std::move(entries_);
    }

  private:
    /// What a region covers: its entries (its own included) and the data before its trailer.
    struct Region {
        std::uint32_t entries;
        std::size_t trailer;
    };

    [[nodiscard]] std::uint32_t field(std::uint32_t entry, std::size_t number) const {
        return read_be32(index_.subspan(std::size_t{entry} * rpm_index_bytes + number * 4));
    }

    [[nodiscard]] Error refuse(const std::string& what) const {
        return malformed(file_, fmt::format("header at offset {}: {}", offset_, what));
    }

    /// The region's data is its trailer, 16 bytes that point back over the index entries it covers.
    [[nodiscard]] Result<Region> read_region() const {
        const std::uint32_t place = field(0, 2);
        if (field(0, 0) != region_ || field(0, 1) != binary_type || field(0, 3) != rpm_index_bytes) {
            return refuse(
                fmt::format("region entry is tag {} type {} count {}, expected tag {} type 7 count 16",
                            field(0, 0), field(0, 1), field(0, 3), region_));
        }
        if (place > data_.size() || data_.size() - place < rpm_index_bytes) {
            return refuse(fmt::format("region trailer at {} of {} bytes of data", place, data_.size()));
        }
        return read_trailer(place);
    }

    [[nodiscard]] Result<Region> read_trailer(std::size_t place) const {
        const auto trailer = data_.subspan(place);
        const std::uint32_t tag = read_be32(trailer);
        const std::uint32_t back = 0U - read_be32(trailer.subspan(8));
        const bool known = tag == region_ || (kind_ == RpmHeaderKind::signatures && tag == rpm_region_image);
        if (!known || read_be32(trailer.subspan(4)) != binary_type ||
            read_be32(trailer.subspan(12)) != rpm_index_bytes || back % rpm_index_bytes != 0 || back == 0 ||
            back > index_.size()) {
            return refuse(fmt::format(
                "region trailer is tag {} over {} bytes of index, expected tag {} over at most {}", tag, back,
                region_, index_.size()));
        }
        const Region region{back / static_cast<std::uint32_t>(rpm_index_bytes), place};
        const bool whole = region.entries == count_ && place + rpm_index_bytes == data_.size();
        if (kind_ == RpmHeaderKind::main && !whole) {
            return refuse(fmt::format("its region covers {} of {} entries and {} of {} bytes, expected all",
                                      region.entries, count_, place + rpm_index_bytes, data_.size()));
        }
        return region;
    }

    /// Entries whose data fill the bytes up to `end`.
    Status read_entries(std::uint32_t first, std::uint32_t last, std::size_t end) {
        for (std::uint32_t i = first; i < last; ++i) MME_CHECK(read_entry(i, end));
        if (used_ != end) return refuse(fmt::format("{} bytes of data belong to no entry", end - used_));
        return Done{};
    }

    Status read_entry(std::uint32_t number, std::size_t end) {
        const RpmEntry entry{field(number, 0), static_cast<RpmType>(field(number, 1)), field(number, 3), {}};
        MME_CHECK(check_entry(number, entry));
        MME_CHECK(check_place(entry, field(number, 2), end));
        return take_data(entry, field(number, 2), end);
    }

    Status check_entry(std::uint32_t number, const RpmEntry& entry) {
        const auto type = static_cast<std::uint32_t>(entry.type);
        if (entry.tag <= last_reserved_tag)
            return refuse(fmt::format("entry {} is a second region (tag {})", number, entry.tag));
        if (!tags_.insert(entry.tag).second) return refuse(fmt::format("tag {} is there twice", entry.tag));
        if (type < 1 || type > 9)
            return refuse(fmt::format("tag {} has type {}, expected 1 to 9", entry.tag, type));
        const bool single = entry.type == RpmType::string;
        if (entry.count == 0 || (single && entry.count != 1) ||
            (entry.type != RpmType::binary && entry.count > most_items)) {
            return refuse(fmt::format("tag {} of type {} has count {}", entry.tag, type, entry.count));
        }
        return Done{};
    }

    /// Entries follow one another; only the zero bytes that alignment needs may lie between.
    [[nodiscard]] Status check_place(const RpmEntry& entry, std::uint32_t place, std::size_t end) const {
        const std::size_t unit = rpm_unit_size(entry.type);
        const std::size_t expected = (used_ + unit - 1) / unit * unit;
        if (place != expected || place > end) {
            return refuse(fmt::format("tag {} lies at {}, expected at {} of {} bytes of data", entry.tag,
                                      place, expected, end));
        }
        if (!only_zeros(data_.subspan(used_, place - used_))) {
            return refuse(fmt::format("bytes before tag {} are not zero", entry.tag));
        }
        return Done{};
    }

    Status take_data(RpmEntry entry, std::uint32_t place, std::size_t end) {
        const auto rest = data_.subspan(place, end - place);
        const auto size = is_rpm_text(entry.type)
                              ? text_bytes(rest, entry.count)
                              : std::optional{std::size_t{entry.count} * rpm_unit_size(entry.type)};
        if (!size || *size > rest.size()) {
            return refuse(fmt::format("tag {} with count {} runs past the data", entry.tag, entry.count));
        }
        entry.data = rest.first(*size);
        used_ = place + *size;
        entries_.push_back(entry);
        return Done{};
    }

    const PackageFile& file_;
    std::uint64_t offset_;
    RpmHeaderKind kind_;
    std::uint32_t region_;
    std::uint32_t count_;
    ByteView index_;
    ByteView data_;
    std::size_t used_ = 0;
    std::unordered_set<std::uint32_t> tags_;
    std::vector<RpmEntry> entries_;
};

}  // namespace

Result<std::vector<RpmEntry>> read_rpm_index(const PackageFile& file, std::uint64_t offset, ByteView bytes,
                                             RpmHeaderKind kind) {
    return IndexReader{file, offset, bytes, kind}.read();
}

}  // namespace mme
