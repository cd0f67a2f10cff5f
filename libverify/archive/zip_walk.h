// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Visits every entry of a zip archive, in the directory's order, as a regular file, whatever mode it states:
/// stored, deflate, bzip2, zstd and xz are decoded here, LZMA and PPMd by libarchive, sizes and CRC-32
/// verified; an entry of another method, or on which directory and local header disagree, gives an error when
/// it is read. Then visits, as `outside`, what of the file no entry, directory or end record covers: bytes
/// before, between and behind. What a script or a program in front is, is its carrier's (carrier.h). Zeros
/// and fewer than 32 bytes are left out. Errors: the visitor's own; archive-malformed, at the end, for an
/// archive without an end record or with two, whose directory has another number of entries than stated, or
/// whose entries overlap (then not all of them are visited).
Status walk_zip(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
