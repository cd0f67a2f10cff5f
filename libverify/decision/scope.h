// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "libverify/policy/policy.h"

namespace mme {

/// Whether the package is MME software by the policy's [scope]: its name, a name it provides,
/// replaces, obsoletes, conflicts with or breaks, its vendor, or a path it installs.
/// Errors: archive-malformed when a deb's payload has to be walked for its paths and cannot be. `extra_paths`
/// are where the package manager will install it instead (relocation).
Result<bool> is_in_scope(const Policy& policy, const PackageFile& file, const Package& package,
                         const std::vector<std::string>& extra_paths = {});

}  // namespace mme
