// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

// Whether a file is of a format that only its inner structure tells from harmless ones of the same magic.
// Errors: those of reading the file.

/// A flattened device tree that carries images (U-Boot's FIT): a node "images" below the root. A tree that
/// describes hardware has none. At most 4,096 tokens are looked at.
Result<bool> is_fit_image(const PackageFile& file);

/// A compound document (OLE2) whose root is of Windows Installer's classes: a package, a patch or a
/// transform. Documents of word processors are not.
Result<bool> is_installer_database(const PackageFile& file);

}  // namespace mme
