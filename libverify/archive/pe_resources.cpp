// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/pe_resources.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "libverify/archive/pe_header.h"
#include "libverify/archive/script_tail.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

using ResourceExtents = std::vector<Extent>;

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
        constexpr std::size_t most_sections = 96;  // as Windows loads them
        MME_TRY(auto header, read_pe_header(file_));
        if (!header) return false;
        sections_ = std::move(header->sections);
        if (sections_.size() > most_sections) sections_.resize(most_sections);
        MME_TRY(const Bytes head, read_some(file_, header->optional_offset, 240));
        if (head.size() < 136) return false;
        const std::size_t directories = little_endian(head, 0, 2) == 0x20B ? 112 : 96;
        const auto base = place_of_address(little_endian(head, directories + 16, 4));
        if (base) base_ = *base;
        return base.has_value();
    }

    [[nodiscard]] std::optional<std::uint64_t> place_of_address(std::uint64_t address) const {
        for (const PeSection& section : sections_)
            if (address >= section.address && address - section.address < section.size)
                return section.offset + (address - section.address);
        return std::nullopt;
    }

    Status walk(std::uint64_t directory, unsigned level) {
        constexpr std::uint64_t header_bytes = 16;
        MME_TRY(const Bytes header, read_some(file_, base_ + directory, header_bytes));
        if (header.size() < header_bytes) return Done{};
        const std::uint64_t count =
            little_endian(ByteView(header).subspan(12, 2)) + little_endian(ByteView(header).subspan(14, 2));
        MME_TRY(const Bytes entries, read_some(file_, base_ + directory + header_bytes, count * 8));
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
        MME_TRY(const Bytes data, read_some(file_, base_ + entry, 16));
        if (data.size() < 16) return Done{};
        const auto place = place_of_address(little_endian(ByteView(data).first(4)));
        const std::uint64_t size = little_endian(ByteView(data).subspan(4, 4));
        if (!place || *place > file_.size() || size > file_.size() - *place) return Done{};
        MME_TRY(const Bytes head, read_some(file_, *place, std::min<std::uint64_t>(size, 512)));
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
