// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// Runs a program found in PATH, in `folder`, without standard input, and waits for it. Its standard
/// output goes to the new file `output`, or to standard error beside its messages.
/// Errors: internal-error if it cannot be started or does not end with exit status 0.
Status run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                   const std::optional<std::filesystem::path>& output = std::nullopt);

}  // namespace mme
