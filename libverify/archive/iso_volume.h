// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// One tree of an ISO 9660 image: where its root is, and how names are written.
struct IsoTree {
    Extent root;
    std::uint64_t block_bytes = 2048;
    bool joliet = false;  ///< names are UCS-2, big endian
};

/// A path table: the number and place of every directory of a tree, for readers of long ago.
struct IsoPathTable {
    Extent extent;
    std::uint64_t block_bytes = 2048;
    bool big_endian = false;
};

/// What the volume descriptors say (ECMA-119 section 8, El Torito 1.0, ECMA-167 part 2).
struct IsoVolume {
    std::vector<IsoTree> trees;       ///< of every primary and supplementary descriptor
    std::vector<Extent> boot_images;  ///< as long as the catalogue says, at least a sector
    std::vector<IsoPathTable> path_tables;
    std::vector<Extent> own;     ///< descriptors, entries of boot catalogues
    bool has_udf = false;        ///< a UDF file system is there too, with files of its own
    bool has_partition = false;  ///< a volume partition, whose content nothing describes
};

/// The size of the sectors that descriptors fill, in bytes.
inline constexpr std::uint64_t iso_sector_bytes = 2048;

/// Where the descriptors of an image begin, and of a session in it, counted from its start.
inline constexpr std::uint64_t iso_descriptors = 16 * iso_sector_bytes;

/// Reads all descriptors from `at` on: among 256 sectors, up to the first behind a terminator that is none,
/// and what mkisofs says of itself there. Other sectors between descriptors are passed, as Linux does.
/// Extents may leave the file. Errors: those of reading.
Result<IsoVolume> read_iso_volume(const PackageFile& file, std::uint64_t at = iso_descriptors);

/// What stands where a volume's descriptors may be.
struct VolumeTraces {
    bool iso = false;  ///< a primary or supplementary descriptor
    bool udf = false;  ///< a descriptor of UDF, or UDF's anchor
};

/// Looks for descriptors in the first 100 sectors where they may be, whatever the size of the blocks of a
/// file system, and for anchors (ECMA-167 part 3, 10.2). Errors: those of reading.
Result<VolumeTraces> traces_of_volumes(const PackageFile& file);

/// Whether UDF's anchor stands at block 256, for blocks of 512 to 32,768 bytes. Errors: those of reading.
Result<bool> has_udf_anchor(const PackageFile& file);

}  // namespace mme
