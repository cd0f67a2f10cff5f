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

/// What the volume descriptors say (ECMA-119 section 8, El Torito 1.0, ECMA-167 part 2).
struct IsoVolume {
    std::vector<IsoTree> trees;       ///< of every primary and supplementary descriptor
    std::vector<Extent> boot_images;  ///< as long as the catalogue says, at least a sector
    std::vector<Extent> own;          ///< descriptors, path tables, boot catalogue
    bool has_udf = false;             ///< a UDF file system is there too, with files of its own
    bool has_partition = false;       ///< a volume partition, whose content nothing describes
};

/// The size of the sectors that descriptors fill, in bytes.
inline constexpr std::uint64_t iso_sector_bytes = 2048;

/// Where the descriptors of an image begin, and of a session in it, counted from its start.
inline constexpr std::uint64_t iso_descriptors = 16 * iso_sector_bytes;

/// Reads all descriptors from `at` on: up to the end of the volume recognition sequence, at most 256 of them,
/// and what mkisofs says of itself behind them. Extents may leave the file. Errors: those of reading.
Result<IsoVolume> read_iso_volume(const PackageFile& file, std::uint64_t at = iso_descriptors);

/// Whether a UDF descriptor stands among the first 256 of a volume recognition sequence.
Result<bool> has_udf_descriptor(const PackageFile& file);

}  // namespace mme
