// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// The process that started this one, as proc(5) shows it.
struct Parent {
    std::vector<std::string> arguments;
    std::filesystem::path folder;  ///< its working folder
};

/// Errors: internal-error if /proc does not show the parent.
Result<Parent> find_parent();

}  // namespace mme
