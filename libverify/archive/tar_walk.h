// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Visits every entry of a tar archive, read by libarchive, as long as each has its body where GNU tar finds
/// it (tar_outline.h). Returns where the archive ended. Errors: the visitor's own; archive-malformed where
/// the two disagree, where either refuses the archive, and for a map of holes that libarchive warns about.
Result<std::uint64_t> walk_tar(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
