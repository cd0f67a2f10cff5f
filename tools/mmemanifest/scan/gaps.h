// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "manifest/model.h"
#include "tools/mmemanifest/unpack/limits.h"

namespace mme {

/// A report with what could not be unpacked, and with the limits and layers of isolation of unpacking among
/// its settings. With a gap
/// it is no longer clean: no engine saw what was not offered.
Scan with_gaps(Scan report, const std::vector<Skipped>& gaps, const UnpackLimits& limits,
               const std::string& layers);

}  // namespace mme
