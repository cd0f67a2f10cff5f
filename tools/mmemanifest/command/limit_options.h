// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/unpack/limits.h"

namespace mme {

/// Adds --max-depth, --max-entries, --max-expanded-bytes, --max-ratio and --max-package-seconds.
void add_limit_options(CLI::App& command, UnpackLimits& limits);

}  // namespace mme
