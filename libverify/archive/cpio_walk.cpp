// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/cpio_walk.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/archive/cpio_header.h"
#include "libverify/archive/extent_reader.h"

namespace mme {
namespace {

constexpr std::uint64_t most_cpio_name_bytes = std::uint64_t{64} << 10U;
constexpr std::uint64_t most_cpio_link_bytes = 4096;

FileType type_by_mode(std::uint64_t mode) {
    switch (mode & 0170000U) {
        case 0040000:
            return FileType::directory;
        case 0120000:
            return FileType::symlink;
        case 0010000:
            return FileType::fifo;
        case 0020000:
        case 0060000:
        case 0140000:
            return FileType::device;
        default:
            return FileType::file;
    }
}

std::uint64_t rounded_up(std::uint64_t number, std::uint64_t alignment) {
    return (number + alignment - 1) / alignment * alignment;
}

class CpioWalk {
  public:
    CpioWalk(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit)
        : file_(file), visit_(visit) {}

    Result<std::uint64_t> run() {
        std::uint64_t at = 0;
        for (;;) {
            MME_CHECK(read_header(at));
            const std::uint64_t body =
                at + rounded_up(header_.header_bytes + header_.name_bytes, header_.alignment);
            if (name_ == "TRAILER!!!") return std::min(body, file_.size());
            if (body > file_.size() || header_.size > file_.size() - body)
                return malformed(at, "an entry leaves the file");
            MME_CHECK(visit_entry({body, header_.size}));
            at = std::min(body + rounded_up(header_.size, header_.alignment), file_.size());
        }
    }

  private:
    [[nodiscard]] Error malformed(std::uint64_t at, std::string_view what) const {
        return fail(Code::archive_malformed,
                    fmt::format("{}: cpio archive at offset {}: {}", file_.shown(), at, what));
    }

    Status read_header(std::uint64_t at) {
        const std::uint64_t left = file_.size() - at;
        if (left == 0) return malformed(at, "ends without a trailer");
        MME_TRY(const Bytes head,
                file_.read_range(at, std::min<std::uint64_t>(left, most_cpio_header_bytes)));
        const auto header = parse_cpio_header(head);
        if (!header) return malformed(at, "expected the header of an entry");
        if (header->name_bytes == 0 || header->name_bytes > most_cpio_name_bytes ||
            header->header_bytes + header->name_bytes > left)
            return malformed(at, fmt::format("an entry has a name of {} bytes", header->name_bytes));
        MME_TRY(const Bytes name, file_.read_range(at + header->header_bytes, header->name_bytes));
        header_ = *header;
        name_ = as_text(name).substr(0, as_text(name).find('\0'));
        return Done{};
    }

    Status visit_entry(Extent body) {
        ArchiveEntry entry;
        entry.path = name_;
        entry.type = type_by_mode(header_.mode);
        entry.mode = static_cast<unsigned>(header_.mode & 07777U);
        entry.size = body.length;
        entry.links = static_cast<unsigned>(header_.links);
        entry.device = header_.device;
        entry.inode = header_.inode;
        if (entry.type == FileType::symlink) MME_CHECK(take_target(body, entry));
        if (entry.size > 0) entry.type = FileType::file;
        entry.read = reader_of_body(body);
        return visit_(entry);
    }

    Status take_target(Extent body, ArchiveEntry& entry) const {
        if (body.length > most_cpio_link_bytes) return Done{};
        MME_TRY(const Bytes target, file_.read_range(body.offset, body.length));
        if (as_text(target).find('\0') != std::string_view::npos) return Done{};
        entry.target = as_text(target);
        entry.size = 0;
        return Done{};
    }

    [[nodiscard]] std::function<Result<std::size_t>(std::span<std::uint8_t>)> reader_of_body(
        Extent body) const {
        return [this, read = reader_of(file_, body), left = body.length, end = body.offset + body.length,
                sum = std::uint32_t{0},
                expected = header_.checksum](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
            MME_TRY(const std::size_t count, read(out));
            for (const std::uint8_t byte : out.first(count)) sum += byte;
            left -= count;
            if (count > 0 && left == 0 && expected && *expected != sum)
                return malformed(end, "an entry's checksum is wrong");
            return count;
        };
    }

    const PackageFile& file_;
    const std::function<Status(ArchiveEntry&)>& visit_;
    CpioEntryHeader header_;
    std::string name_;
};

}  // namespace

Result<std::uint64_t> walk_cpio(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit) {
    return CpioWalk(file, visit).run();
}

}  // namespace mme
