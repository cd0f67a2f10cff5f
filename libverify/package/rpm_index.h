// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "libverify/package/rpm_header.h"

namespace mme {

inline constexpr std::size_t rpm_preamble_bytes = 16;  ///< magic, reserved, number of entries, bytes of data
inline constexpr std::size_t rpm_index_bytes = 16;     ///< tag, type, offset and count of one entry

/// The entries of a whole header (`bytes`, which lie at `offset` of the file), without the region's own.
/// Errors: archive-malformed for what rpm's hdrblobVerifyRegion and hdrblobVerifyInfo refuse, and for a tag
/// that is there twice, bytes that belong to no entry, and a main header without a region.
Result<std::vector<RpmEntry>> read_rpm_index(const PackageFile& file, std::uint64_t offset, ByteView bytes,
                                             RpmHeaderKind kind);

}  // namespace mme
