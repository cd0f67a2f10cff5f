// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"
#include "tools/mmemanifest/unpack/stream_walk.h"

namespace mme {

/// Offers what a compression holds as the member "data". A tar or cpio archive in it is one container with
/// the compression to everybody: it is offered, and its members are named as members of the file. What
/// follows the stream's end is the member `\+`, and named if nothing here reads it.
/// Errors: archive-malformed when it cannot be read to its end; scan-inconclusive when that is named already.
Status open_stream(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level);

}  // namespace mme
