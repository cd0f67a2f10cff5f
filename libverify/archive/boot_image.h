// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// What a boot image carries: each image of U-Boot's legacy format and what follows it, the payload of a
/// Linux kernel (x86 boot protocol from 2.08 on; EFI's compressed form "zimg"), without the size that the
/// build appends to some compressions. Empty if the file is none, or its header leaves the file. Errors:
/// those of reading.
Result<std::vector<Extent>> payloads_of_uimage(const PackageFile& file);
Result<std::vector<Extent>> payloads_of_kernel(const PackageFile& file);

}  // namespace mme
