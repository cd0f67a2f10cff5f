// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <set>

#include "libverify/archive/iso_volume.h"

namespace mme {

/// How many bytes of a path table (ECMA-119 section 9.4) are records of directories that begin at one of
/// these places; what its length says besides is no part of it. The table lies in the file. Errors: those of
/// reading.
Result<std::uint64_t> bytes_of_path_table(const PackageFile& file, const IsoPathTable& table,
                                          const std::set<std::uint64_t>& directories);

}  // namespace mme
