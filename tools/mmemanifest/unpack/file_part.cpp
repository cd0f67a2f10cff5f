// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/file_part.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

namespace mme {

Result<PackageFile> view_of(const SpooledFile& file) {
    Fd descriptor(::fcntl(file.descriptor.get(), F_DUPFD_CLOEXEC, 0));
    if (!descriptor) return fail(Code::internal_error, "out of file descriptors");
    return PackageFile::adopt(std::move(descriptor), file.path);
}

Result<std::uint64_t> end_of_zeros(const PackageFile& file, std::uint64_t at) {
    constexpr std::uint64_t piece_bytes = std::uint64_t{64} << 10U;
    while (at < file.size()) {
        MME_TRY(const Bytes piece, file.read_range(at, std::min(piece_bytes, file.size() - at)));
        const auto found =
            std::find_if(piece.begin(), piece.end(), [](std::uint8_t byte) { return byte != 0; });
        at += static_cast<std::uint64_t>(found - piece.begin());
        if (found != piece.end()) return at;
    }
    return at;
}

ReadPiece reader_of(const PackageFile& file, Extent extent) {
    return [&file, left = extent](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const std::size_t count = std::min<std::uint64_t>(out.size(), left.length);
        MME_CHECK(file.read_at(left.offset, out.first(count)));
        left.offset += count;
        left.length -= count;
        return count;
    };
}

}  // namespace mme
