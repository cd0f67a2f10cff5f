// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/zip_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/archive/path_text.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

constexpr std::size_t central_bytes = 46;
constexpr std::size_t local_bytes = 30;
constexpr std::uint64_t wide_elsewhere = 0xFFFFFFFF;
constexpr std::size_t most_name_shown = 200;

Error bad_zip(const PackageFile& file, const std::string& what) {
    return fail(Code::archive_malformed, fmt::format("{}: zip archive: {}", file.shown(), what));
}

/// The extra field of 64-bit sizes (tag 1), whose numbers stand for those that have all bits set, in order.
class WideNumbers {
  public:
    explicit WideNumbers(ByteView extra) {
        while (extra.size() >= 4) {
            const std::size_t size = little_endian(extra.subspan(2, 2));
            if (size > extra.size() - 4) return;
            if (little_endian(extra.first(2)) == 1) {
                left_ = extra.subspan(4, size);
                return;
            }
            extra = extra.subspan(4 + size);
        }
    }

    void replace(std::uint64_t& number) {
        if (number != wide_elsewhere || left_.size() < 8) return;
        number = little_endian(left_.first(8));
        left_ = left_.subspan(8);
    }

    /// The disk has 16 bits, or 32 behind the others.
    void replace_disk(unsigned& disk) {
        if (disk != 0xFFFF || left_.size() < 4) return;
        disk = static_cast<unsigned>(little_endian(left_.first(4)));
    }

  private:
    ByteView left_;
};

ZipEntry fixed_fields(ByteView header) {
    ZipEntry entry;
    entry.flags = static_cast<unsigned>(little_endian(header.subspan(8, 2)));
    entry.method = static_cast<unsigned>(little_endian(header.subspan(10, 2)));
    entry.crc = static_cast<std::uint32_t>(little_endian(header.subspan(16, 4)));
    entry.compressed = little_endian(header.subspan(20, 4));
    entry.size = little_endian(header.subspan(24, 4));
    entry.disk = static_cast<unsigned>(little_endian(header.subspan(34, 2)));
    entry.offset = little_endian(header.subspan(42, 4));
    return entry;
}

/// A local header, with name and extra field.
struct Local {
    Bytes bytes;
    std::size_t name_bytes = 0;

    [[nodiscard]] std::uint64_t number(std::size_t at, std::size_t size) const {
        return little_endian(ByteView(bytes).subspan(at, size));
    }
    [[nodiscard]] std::string_view name() const { return as_text(bytes).substr(local_bytes, name_bytes); }
    [[nodiscard]] ByteView extra() const { return ByteView(bytes).subspan(local_bytes + name_bytes); }
};

Result<Local> local_at(const PackageFile& file, std::uint64_t at) {
    if (at > file.size() || file.size() - at < local_bytes)
        return bad_zip(file,
                       fmt::format("no local header at offset {}, the file ends at {}", at, file.size()));
    MME_TRY(Bytes head, file.read_range(at, local_bytes));
    if (!as_text(head).starts_with("PK\x03\x04"))
        return bad_zip(file, fmt::format("no local header at offset {}", at));
    const std::size_t name = little_endian(ByteView(head).subspan(26, 2));
    const std::size_t extra = little_endian(ByteView(head).subspan(28, 2));
    MME_TRY(head, file.read_range(at, local_bytes + name + extra));
    return Local{std::move(head), name};
}

/// What local header and directory do not agree on; empty if they do.
std::string_view disagreement(const Local& local, const ZipEntry& entry) {
    std::uint64_t size = local.number(22, 4);
    std::uint64_t compressed = local.number(18, 4);
    WideNumbers wide(local.extra());
    wide.replace(size);
    wide.replace(compressed);
    const auto agrees = [&](std::uint64_t here, std::uint64_t there) {
        return here == there || (here == 0 && entry.described_behind());
    };
    if (local.name() != entry.name) return "name";
    if (local.number(8, 2) != entry.method) return "method";
    if ((local.number(6, 2) & 1U) != (entry.flags & 1U)) return "encryption";
    if (!agrees(compressed, entry.compressed) || !agrees(size, entry.size)) return "size";
    return agrees(local.number(14, 4), entry.crc) ? "" : "CRC";
}

/// What describes the content behind it: CRC and sizes of 32 or 64 bits, with a magic or without.
Result<std::uint64_t> end_of_description(const PackageFile& file, const ZipEntry& entry, std::uint64_t at) {
    constexpr std::size_t longest = 24;
    if (!entry.described_behind()) return at;
    MME_TRY(const Bytes bytes, read_some(file, at, longest));
    const std::size_t magic = as_text(bytes).starts_with("PK\x07\x08") ? 4 : 0;
    for (const std::size_t width : {std::size_t{8}, std::size_t{4}}) {
        if (bytes.size() < magic + 4 + 2 * width) continue;
        const auto view = ByteView(bytes).subspan(magic);
        if (little_endian(view.first(4)) == entry.crc &&
            little_endian(view.subspan(4, width)) == entry.compressed &&
            little_endian(view.subspan(4 + width, width)) == entry.size)
            return at + magic + 4 + 2 * width;
    }
    return at;
}

}  // namespace

Result<std::optional<ZipEntry>> ZipDirectory::next() {
    if (at_ == end_) return std::optional<ZipEntry>{};
    if (end_ - at_ < central_bytes)
        return bad_zip(file_, fmt::format("{} odd bytes end the directory", end_ - at_));
    MME_TRY(const Bytes header, file_.read_range(at_, central_bytes));
    if (!as_text(header).starts_with("PK\x01\x02"))
        return bad_zip(file_, fmt::format("no header of an entry at offset {} of the directory", at_));
    ZipEntry entry = fixed_fields(header);
    const std::size_t name = little_endian(ByteView(header).subspan(28, 2));
    const std::size_t extra = little_endian(ByteView(header).subspan(30, 2));
    const std::size_t whole = central_bytes + name + extra + little_endian(ByteView(header).subspan(32, 2));
    if (whole > end_ - at_) return bad_zip(file_, "an entry leaves the directory");
    MME_TRY(const Bytes rest, file_.read_range(at_ + central_bytes, name + extra));
    entry.name = as_text(rest).substr(0, name);
    WideNumbers wide(ByteView(rest).subspan(name));
    wide.replace(entry.size);
    wide.replace(entry.compressed);
    wide.replace(entry.offset);
    wide.replace_disk(entry.disk);
    at_ += whole;
    return std::optional{std::move(entry)};
}

Result<ZipPlace> place_of(const PackageFile& file, const ZipEntry& entry, const ZipEnd& end) {
    if (entry.disk != 0) return bad_zip(file, "an entry lies on another disk");
    if (entry.offset > file.size()) return bad_zip(file, "an entry lies behind the end of the file");
    const std::uint64_t start = entry.offset + end.shift;
    MME_TRY(const Local local, local_at(file, start));
    const auto other = disagreement(local, entry);
    if (!other.empty())
        return bad_zip(file, fmt::format("directory and local header state another {} of {}", other,
                                         shortened(path_text(entry.name), most_name_shown)));
    const std::uint64_t body = start + local.bytes.size();
    if (entry.compressed > file.size() - body)
        return bad_zip(file, "the content of an entry leaves the file");
    MME_TRY(const std::uint64_t behind, end_of_description(file, entry, body + entry.compressed));
    return ZipPlace{{start, behind - start}, {body, entry.compressed}};
}

}  // namespace mme
