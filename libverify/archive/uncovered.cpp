// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/uncovered.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/archive/extent_reader.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

constexpr std::uint64_t gap_piece_bytes = std::uint64_t{64} << 10U;

bool before(const Extent& left, const Extent& right) {
    return left.offset < right.offset || (left.offset == right.offset && left.length < right.length);
}

/// How many bytes are left without the zeros at the end, which may belong to what is there.
Result<std::uint64_t> length_without_zeros(const PackageFile& file, const Extent& gap) {
    for (std::uint64_t length = gap.length; length > 0;) {
        const std::uint64_t size = std::min(gap_piece_bytes, length);
        MME_TRY(const Bytes piece, file.read_range(gap.offset + length - size, size));
        const auto last =
            std::find_if(piece.rbegin(), piece.rend(), [](std::uint8_t byte) { return byte != 0; });
        length -= static_cast<std::uint64_t>(last - piece.rbegin());
        if (last != piece.rend()) return length;
    }
    return std::uint64_t{0};
}

Status visit_gap(const PackageFile& file, const Extent& gap,
                 const std::function<Status(ArchiveEntry&)>& visit) {
    ArchiveEntry entry;
    entry.outside = true;
    entry.path = fmt::format("{}", gap.offset);
    entry.size = gap.length;
    entry.read = reader_of(file, gap);
    return visit(entry);
}

/// "APK Sig Block 42": its size before and behind it, and between them pairs, each with its size before it.
Result<bool> is_signing_block(const PackageFile& piece) {
    constexpr std::uint64_t fixed_bytes = 32;
    if (piece.size() < fixed_bytes) return false;
    const std::uint64_t end = piece.size() - 24;
    MME_TRY(const Bytes tail, piece.read_range(end, 24));
    if (as_text(tail).substr(8) != "APK Sig Block 42") return false;
    for (std::uint64_t at = 8; at < end;) {
        if (end - at < 12) return false;
        MME_TRY(const Bytes size, piece.read_range(at, 8));
        const std::uint64_t bytes = little_endian(size);
        if (bytes < 4 || bytes > end - at - 8) return false;
        at += 8 + bytes;
    }
    MME_TRY(const Bytes head, piece.read_range(0, 8));
    return little_endian(head) == piece.size() - 8 &&
           little_endian(ByteView(tail).first(8)) == piece.size() - 8;
}

/// Printable ASCII and white space; zeros only at the end.
Result<bool> is_plain_text(const PackageFile& piece) {
    bool ended = false;
    for (std::uint64_t at = 0; at < piece.size(); at += gap_piece_bytes) {
        MME_TRY(const Bytes bytes, read_some(piece, at, gap_piece_bytes));
        for (const std::uint8_t byte : bytes) {
            const bool printable = (byte >= 0x20 && byte < 0x7F) || (byte >= 0x09 && byte <= 0x0D);
            if (byte == 0)
                ended = true;
            else if (ended || !printable)
                return false;
        }
    }
    return true;
}

}  // namespace

Result<bool> explains_itself(const PackageFile& piece) {
    MME_TRY(const bool text, is_plain_text(piece));
    if (text) return true;
    return is_signing_block(piece);
}

bool sort_apart(std::vector<Extent>& extents) {
    std::sort(extents.begin(), extents.end(), before);
    std::uint64_t end = 0;
    bool apart = true;
    for (const Extent& extent : extents) {
        apart = apart && (extent.length == 0 || extent.offset >= end);
        end = std::max(end, extent.offset + extent.length);
    }
    return apart;
}

Result<std::vector<Extent>> uncovered_pieces(const PackageFile& file, const std::vector<Extent>& extents) {
    std::vector<Extent> pieces;
    std::uint64_t end = 0;
    const auto take_until = [&](std::uint64_t start) -> Status {
        if (start <= end) return Done{};
        MME_TRY(const std::uint64_t first, end_of_zeros(file, end, start));
        const Extent gap{first, start - first};
        MME_TRY(const std::uint64_t length, length_without_zeros(file, gap));
        if (length >= least_outside_bytes) pieces.push_back(gap);
        return Done{};
    };
    for (const Extent& extent : extents) {
        MME_CHECK(take_until(std::min(extent.offset, file.size())));
        end = std::max(end, extent.offset + extent.length);
    }
    MME_CHECK(take_until(file.size()));
    return pieces;
}

Status visit_uncovered(const PackageFile& file, const std::vector<Extent>& extents,
                       const std::function<Status(ArchiveEntry&)>& visit) {
    MME_TRY(const auto pieces, uncovered_pieces(file, extents));
    for (const Extent& piece : pieces) MME_CHECK(visit_gap(file, piece, visit));
    return Done{};
}

}  // namespace mme
