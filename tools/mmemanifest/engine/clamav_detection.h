// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// What a detection by ClamAV, in the process or by clamd, means: the names under
/// Heuristics.Limits.Exceeded and Heuristics.Encrypted say that something was not read (not_scanned);
/// every other name is an infection.
FileAnswer clamav_detection(std::string_view name);

}  // namespace mme
