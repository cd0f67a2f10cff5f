// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libverify/archive/iso_volume.h"

namespace mme {

/// A record of a directory (ECMA-119 section 9.1, Rock Ridge 1.12).
struct IsoRecord {
    std::string name;  ///< by Rock Ridge if it has one, without the version number; empty for "." and ".."
    Extent extent;
    bool directory = false;
    bool continues = false;    ///< the file goes on in the next record
    bool interleaved = false;  ///< its content is scattered
    bool special = false;      ///< Rock Ridge calls it a link or a device
    bool moved = false;        ///< it stands for a directory that is found elsewhere in the tree
};

/// The records of one directory, in order, "." and ".." included. What the system use fields continue
/// elsewhere is read too, 32 times at most for each record. The places of records and of known fields
/// elsewhere are added to `own`: what else is in a directory's blocks belongs to nobody. Errors:
/// archive-malformed if a record leaves its block or the extent the file; those of reading.
Result<std::vector<IsoRecord>> read_iso_directory(const PackageFile& file, const IsoTree& tree, Extent extent,
                                                  std::vector<Extent>& own);

}  // namespace mme
