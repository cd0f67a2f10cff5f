// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "tools/mmemanifest/unpack/limits.h"
#include "tools/mmemanifest/unpack/unpacked.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// Offers everything that an engine has to see, once: the package file itself, the scripts of an rpm or the
/// control members of a deb, each regular file of the payload (hard links once), and everything inside
/// these (SPEC.md sections 4.2 and 4.3). All of it is read through the descriptor of `file`, the one whose
/// bytes were hashed; nothing is written under a name from the package. Archives are read through `walker`.
/// Errors: archive-malformed if the package's own archives cannot be read; internal-error when contents
/// cannot be stored; whatever `offer` returns.
Result<Unpacked> unpack(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                        const Offer& offer, const Walker& walker = direct_walker());

}  // namespace mme
