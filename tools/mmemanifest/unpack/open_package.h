// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"

namespace mme {

/// Offers the scripts and the files of an rpm that was found inside a package.
/// Errors: archive-malformed when it cannot be read to its end; scan-inconclusive when that is named already.
Status open_rpm(Nest& nest, const PackageFile& file, Level& level);

}  // namespace mme
