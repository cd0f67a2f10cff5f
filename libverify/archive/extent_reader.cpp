// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/extent_reader.h"

#include <algorithm>

namespace mme {

std::function<Result<std::size_t>(std::span<std::uint8_t> out)> reader_of(const PackageFile& file,
                                                                          Extent extent) {
    return [&file, left = extent](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const std::size_t count = std::min<std::uint64_t>(out.size(), left.length);
        MME_CHECK(file.read_at(left.offset, out.first(count)));
        left.offset += count;
        left.length -= count;
        return count;
    };
}

Result<std::uint64_t> end_of_zeros(const PackageFile& file, std::uint64_t at, std::uint64_t end) {
    constexpr std::uint64_t piece_bytes = std::uint64_t{64} << 10U;
    end = std::min(end, file.size());
    while (at < end) {
        MME_TRY(const Bytes piece, file.read_range(at, std::min(piece_bytes, end - at)));
        const auto found =
            std::find_if(piece.begin(), piece.end(), [](std::uint8_t byte) { return byte != 0; });
        at += static_cast<std::uint64_t>(found - piece.begin());
        if (found != piece.end()) break;
    }
    return at;
}

}  // namespace mme
