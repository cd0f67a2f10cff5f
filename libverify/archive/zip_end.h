// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// How a zip archive ends (APPNOTE.TXT sections 4.3.12 to 4.3.16). Offsets are of the file, not of the
/// archive.
struct ZipEnd {
    Extent directory;         ///< the central directory
    std::uint64_t shift = 0;  ///< how many bytes stand in front of what the archive takes for its start
    std::uint64_t entries = 0;
    Extent records;    ///< the end records of 64 bits, if there are any, and the one of 32 with its comment
    bool sole = true;  ///< no other end, with a directory of its own, follows in the comment or behind it
};

/// How far from the end of a file readers look for an end record: its own size and the longest comment, or as
/// many bytes that follow the archive.
inline constexpr std::uint64_t most_zip_tail_bytes = 22 + 65535;

/// The end of a zip archive whose record begins in the last `searched` bytes of a file: the first one that
/// closes the file exactly, else the last. A record counts only if a directory of the stated size lies in the
/// file; an archive without entries counts only if it fills the file. Looks at 4,096 records at most. Nothing
/// if there is none that counts. Errors: those of reading.
Result<std::optional<ZipEnd>> find_zip_end(const PackageFile& file, std::uint64_t searched);

}  // namespace mme
