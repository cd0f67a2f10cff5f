// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "tools/mmeverify/command.h"

namespace mme {

/// One option that the package manager's configuration hands to the plugin.
struct HookOption {
    std::string key;   ///< "policy", "state" or "log"
    std::string path;  ///< absolute, as the system below the sysroot sees it
};

/// Of --policy, --state and --log those that differ from the plugin's own defaults. A path below the
/// sysroot is given without it, since the configuration is read inside that system; another stays as it
/// is. Errors: internal-error for a path with a character that rpm's macros or a shell would read.
Result<std::vector<HookOption>> hook_options(const CommonOptions& common);

}  // namespace mme
