// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "libverify/io/bytes.h"
#include "libverify/package/package.h"
#include "manifest/model.h"

namespace mme {

/// Which containers may be read; naming them keeps libarchive from guessing.
enum class ArchiveKind { tar, cpio };

/// One entry of an archive, valid during the visit. `read` gives the content in pieces.
struct ArchiveEntry {
    std::string path;  ///< raw bytes as stored
    FileType type = FileType::file;
    unsigned mode = 0;  ///< permission bits
    std::string owner;
    std::string group;
    std::uint64_t size = 0;
    std::string target;  ///< symlink or hard link target, else empty

    /// Fills `out` with the next content bytes, in order, holes as zeros; 0 at the end.
    std::function<Result<std::size_t>(std::span<std::uint8_t> out)> read;
};

/// Bounds of a walk; exceeding one is archive-malformed.
struct ArchiveLimits {
    std::uint64_t entries = 1'000'000;
    std::uint64_t bytes = std::uint64_t{64} << 30U;  ///< expanded content, and skipped content too
};

/// Visits each entry of the archive that lies in `extent` of the file, decompressing gzip, xz, lzma,
/// zstd, bzip2 or nothing. A visitor's error ends the walk and is returned. This is the one home of
/// libarchive. Errors: archive-malformed for anything libarchive warns about or cannot read to the end.
Status walk_archive(const PackageFile& file, Extent extent, ArchiveKind kind, const ArchiveLimits& limits,
                    const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
