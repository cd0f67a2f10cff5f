// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Visits every entry of a cpio archive (newc, crc, odc, old binary of either byte order), up to its trailer.
/// An entry with a body is a file whatever its mode states; only a link whose body is a path of at most 4,096
/// bytes is a link. The checksum of crc entries is verified when their content is read. Returns where the
/// trailer ended. Errors: the visitor's own; archive-malformed for anything between two entries that is no
/// header, an entry that leaves the file, a missing trailer.
Result<std::uint64_t> walk_cpio(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
