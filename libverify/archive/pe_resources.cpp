// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/pe_resources.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "libverify/archive/little_endian.h"
#include "libverify/archive/script_tail.h"

namespace mme {
namespace {

using ResourceExtents = std::vector<Extent>;

/// A section: where it lies in memory and in the file.
struct PeSection {
    std::uint64_t address;
    std::uint64_t size;
    std::uint64_t offset;
};

/// As much as the file has of `length` bytes at `at`.
Result<Bytes> bytes_at(const PackageFile& file, std::uint64_t at, std::uint64_t length) {
    if (at >= file.size()) return Bytes{};
    return file.read_range(at, std::min(length, file.size() - at));
}

class Resources {
  public:
    explicit Resources(const PackageFile& file) : file_(file) {}

    Result<ResourceExtents> find() {
        MME_TRY(const bool any, read_headers());
        if (any) MME_CHECK(walk(0, 0));
        if (seen_ >= most_entries)
            return fail(
                Code::archive_malformed,
                file_.shown() + ": more than " + std::to_string(most_entries) + " resources of a PE program");
        return std::move(found_);
    }

  private:
    static constexpr unsigned most_entries = 65536;
    static constexpr unsigned levels = 3;

    /// Whether it is a PE program with resources.
    Result<bool> read_headers() {
        MME_TRY(const Bytes dos, bytes_at(file_, 0, 64));
        if (dos.size() < 64 || !as_text(dos).starts_with("MZ")) return false;
        const std::uint64_t at = little_endian(ByteView(dos).subspan(60, 4));
        MME_TRY(const Bytes head, bytes_at(file_, at, 24 + 240));
        if (head.size() < 24 + 136 || !as_text(head).starts_with(std::string_view("PE\0\0", 4))) return false;
        const auto number = [&](std::size_t place, std::size_t size) {
            return little_endian(ByteView(head).subspan(place, size));
        };
        const std::size_t directories = number(24, 2) == 0x20B ? 24 + 112 : 24 + 96;
        MME_CHECK(read_sections(at + 24 + number(20, 2), number(6, 2)));
        const auto base = place_of_address(number(directories + 16, 4));
        if (base) base_ = *base;
        return base.has_value();
    }

    Status read_sections(std::uint64_t at, std::uint64_t count) {
        constexpr std::size_t header_bytes = 40;
        MME_TRY(const Bytes table, bytes_at(file_, at, std::min<std::uint64_t>(count, 96) * header_bytes));
        for (std::size_t i = 0; i + header_bytes <= table.size(); i += header_bytes) {
            const ByteView header = ByteView(table).subspan(i, header_bytes);
            sections_.push_back({little_endian(header.subspan(12, 4)), little_endian(header.subspan(16, 4)),
                                 little_endian(header.subspan(20, 4))});
        }
        return Done{};
    }

    [[nodiscard]] std::optional<std::uint64_t> place_of_address(std::uint64_t address) const {
        for (const PeSection& section : sections_)
            if (address >= section.address && address - section.address < section.size)
                return section.offset + (address - section.address);
        return std::nullopt;
    }

    Status walk(std::uint64_t directory, unsigned level) {
        constexpr std::uint64_t header_bytes = 16;
        MME_TRY(const Bytes header, bytes_at(file_, base_ + directory, header_bytes));
        if (header.size() < header_bytes) return Done{};
        const std::uint64_t count =
            little_endian(ByteView(header).subspan(12, 2)) + little_endian(ByteView(header).subspan(14, 2));
        MME_TRY(const Bytes entries, bytes_at(file_, base_ + directory + header_bytes, count * 8));
        for (std::size_t i = 0; i + 8 <= entries.size() && seen_ < most_entries; i += 8, ++seen_) {
            const std::uint64_t where = little_endian(ByteView(entries).subspan(i + 4, 4));
            MME_CHECK(visit(where, level));
        }
        return Done{};
    }

    /// An entry of a directory: a directory one level below, or data.
    Status visit(std::uint64_t where, unsigned level) {
        constexpr std::uint64_t is_directory = 0x80000000;
        if ((where & is_directory) == 0) return take(where);
        return level + 1 < levels ? walk(where & ~is_directory, level + 1) : Done{};
    }

    Status take(std::uint64_t entry) {
        MME_TRY(const Bytes data, bytes_at(file_, base_ + entry, 16));
        if (data.size() < 16) return Done{};
        const auto place = place_of_address(little_endian(ByteView(data).first(4)));
        const std::uint64_t size = little_endian(ByteView(data).subspan(4, 4));
        if (!place || *place > file_.size() || size > file_.size() - *place) return Done{};
        MME_TRY(const Bytes head, bytes_at(file_, *place, std::min<std::uint64_t>(size, 512)));
        if (begins_archive(head) && places_.insert({*place, size}).second) found_.push_back({*place, size});
        return Done{};
    }

    const PackageFile& file_;
    std::vector<PeSection> sections_;
    std::uint64_t base_ = 0;
    unsigned seen_ = 0;
    ResourceExtents found_;
    std::set<std::pair<std::uint64_t, std::uint64_t>> places_;  ///< of what was found
};

}  // namespace

Result<ResourceExtents> archives_in_resources(const PackageFile& file) {
    return Resources(file).find();
}

}  // namespace mme
