// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"

namespace mme {

/// Offers each member of an archive of many files, and what follows the archive's end.
/// Errors: archive-malformed when it cannot be read to its end; scan-inconclusive when that is named already.
Status open_archive(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level);

/// Offers an entry if it has a content that can be read; names one that has not. Errors: as open_archive.
Status offer_entry(Nest& nest, const ArchiveEntry& entry, Level& level);

/// Copies bytes of a file that no entry covers, as the member `\+` or, if the entry has a path, `\+PATH`.
/// Errors: as Nest::take.
Result<SpooledFile> take_outside(Nest& nest, const ArchiveEntry& entry, Level& level);

/// Offers them, and names them if nothing here reads them and they do not explain themselves (uncovered.h).
/// Errors: as open_archive.
Status offer_outside(Nest& nest, const ArchiveEntry& entry, Level& level);

/// Offers what stands from `end` on, behind zeros, as the member `\+`, and names it as offer_outside() does.
/// Errors: as open_archive.
Status open_rest(Nest& nest, const PackageFile& file, std::uint64_t end, Level& level);

/// Copies the file from `start` to its end as that member. Errors: as Nest::take.
Result<SpooledFile> take_rest(Nest& nest, const PackageFile& file, std::uint64_t start, Level& level);

}  // namespace mme
