// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// What a dpkg process was asked to do.
struct DpkgCommandLine {
    std::string action;  ///< as in DPKG_HOOK_ACTION: "install", "unpack", "configure", ...
    bool recursive = false;
    std::vector<std::string> operands;     ///< archives or folders as typed; package names for other actions
    std::optional<std::string> root = {};  ///< of the last --root or --instdir, as typed
};

/// Reads dpkg's argument vector (dpkg(1)) as dpkg does: options end at the first operand or at "--".
/// Errors: internal-error for an option that is not known, a value that is missing, no action or two.
Result<DpkgCommandLine> parse_dpkg_command_line(const std::vector<std::string>& arguments);

/// The root of the last --root or --instdir among options that dpkg will be given before its action (apt's
/// DPkg::Options). Errors: internal-error as above, and where one is no option.
Result<std::optional<std::string>> root_in_dpkg_options(const std::vector<std::string>& options);

}  // namespace mme
