// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"

namespace mme {

/// Whether a container is a compression, which holds one stream and no names.
bool is_stream(ContainerKind kind) noexcept;

/// Offers what a compression holds as the member "data". A tar or cpio archive in it is one container with
/// the compression to everybody: its members are named as members of the file.
/// Errors: archive-malformed when it cannot be read to its end; scan-inconclusive when that is named already.
Status open_stream(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level);

}  // namespace mme
