// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/unpack/nest.h"

namespace mme {

/// Offers the scripts and the files of an rpm that was found inside a package, which is read as strictly as
/// the package itself. Errors: archive-malformed when it cannot be read to its end; scan-inconclusive when
/// that is named already.
Status open_rpm(Nest& nest, const PackageFile& file, Level& level);

/// Whether an ar archive is what dpkg would take for a package: its first member is "debian-binary".
/// Errors: those of reading the file.
Result<bool> is_deb(const PackageFile& file);

/// Reads a deb that was found inside a package as strictly as the package itself, to the end of both its
/// archives; what is in it is offered by open_archive(). Errors: archive-malformed when dpkg refuses it or
/// could read something else in it; scan-inconclusive when that is named already.
Status check_deb(Nest& nest, const PackageFile& file, Level& level);

}  // namespace mme
