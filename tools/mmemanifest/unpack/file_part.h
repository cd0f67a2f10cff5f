// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/io/package_file.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// A spooled file as the readers of archives take it, through a descriptor of its own.
/// Errors: internal-error when descriptors are out.
Result<PackageFile> view_of(const SpooledFile& file);

}  // namespace mme
