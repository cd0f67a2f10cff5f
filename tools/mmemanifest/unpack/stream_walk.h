// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// Whether a container is a compression, which holds one stream and no names.
bool is_stream(ContainerKind kind) noexcept;

/// Visits what a compression holds: "data", which is what its program would make of the file, and then the
/// content of each large frame that decoders skip, as "skippable-1", "skippable-2", ... What is only by its
/// numbers a .lzma file with unusual properties, and gives no 32 bytes, is none: nothing is visited.
/// Returns where in the file the last stream ended. Errors: the visitor's own; archive-malformed for a
/// damaged or cut stream, a wrong checksum included.
Result<std::uint64_t> walk_stream(const PackageFile& file, ContainerKind kind, const Visit& visit);

}  // namespace mme
