// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Visits every file of an ISO 9660 image that any of its trees names (primary with Rock Ridge, Joliet, those
/// of further descriptors and of other sessions), each place once and under its first name; then the boot
/// images of El Torito that no file holds, as "#boot N"; then, as `outside`, what of the image neither files
/// nor its own tables cover. Errors: the visitor's own; archive-malformed, at the end, for records that leave
/// the image, files that are interleaved
/// or have more than four times the image's bytes together, directories of more than 64 MiB together, a
/// volume partition, and a UDF file system beside it.
Status walk_iso(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
