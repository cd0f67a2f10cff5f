// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// The resources of a PE program that begin as an archive does (begins_archive): installers keep a cabinet or
/// a zip there. At most 4,096 directory entries are looked at, three levels deep, as PE has them. Empty if
/// the file is no PE program. Errors: those of reading.
Result<std::vector<Extent>> archives_in_resources(const PackageFile& file);

}  // namespace mme
