// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"

namespace mme {

/// Offers what a file carries (libverify/archive/carrier.h), mostly behind its own end: a member like any
/// other, and named if nothing here reads it. Errors: archive-malformed; scan-inconclusive when that is named
/// already.
Status open_tail(Nest& nest, const PackageFile& file, Level& level);

}  // namespace mme
