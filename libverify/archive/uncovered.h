// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <vector>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Sorts extents by their place; whether no two of them share a byte.
bool sort_apart(std::vector<Extent>& extents);

/// Fewer bytes, zeros at the end not counted, hold no compressed stream of any use.
inline constexpr std::uint64_t least_outside_bytes = 32;

/// What of a file none of the sorted extents covers, piece by piece, each from its first byte that is not 0.
/// Left out are zeros, and pieces of fewer than `least_outside_bytes`. Errors: those of reading.
Result<std::vector<Extent>> uncovered_pieces(const PackageFile& file, const std::vector<Extent>& extents);

/// Visits those pieces, as `outside`. Errors: the visitor's own; those of reading.
Status visit_uncovered(const PackageFile& file, const std::vector<Extent>& extents,
                       const std::function<Status(ArchiveEntry&)>& visit);

/// Whether bytes that are no container may stand in an archive without being named: text, and the signing
/// block of an Android package whose pairs fill it (they hold certificates and padding). Errors: those of
/// reading.
Result<bool> explains_itself(const PackageFile& piece);

}  // namespace mme
