// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <rpm/rpmte.h>

#include <string>
#include <vector>

#include "libverify/io/package_file.h"
#include "libverify/package/payload.h"
#include "manifest/result.h"

namespace mme {

/// Holds what rpm took from a package (name, epoch, version, release, architecture, and each file with its
/// path before relocation, mode, flags, size and link target) against what we read from the same file, so
/// that nothing is judged that rpm understands in another way. A package that cannot be read is left to the
/// judgement, which has the reason. Errors: subject-mismatch, part-mismatch.
Status compare_with_rpm(rpmte te, const PackageFile& file);

/// The paths that relocation (rpm --prefix, --relocate) changed, as rpm will create them, each with its type
/// and the target of a symbolic link: at most 64 MiB of
/// text. Errors: archive-malformed beyond that.
Result<std::vector<PayloadPath>> relocated_paths(rpmte te, const std::string& shown);

}  // namespace mme
