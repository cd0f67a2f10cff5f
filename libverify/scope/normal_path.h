// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "manifest/result.h"

namespace mme {

/// A path of a package from the root directory on, as the kernel takes it when a package manager creates it
/// (path_resolution(7)): "./opt//mme/./x/" and "opt/mme/x" are both "/opt/mme/x"; "." is "/".
/// Errors: archive-malformed for a component "..", which no packer writes and which would mean another place
/// once a directory above it is a link; for a NUL byte; and for more than 4,096 bytes.
Result<std::string> normal_path(std::string_view stored);

}  // namespace mme
