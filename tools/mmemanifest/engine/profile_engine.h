// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/profile.h"

namespace mme {

/// A command-line scanner, which is started once over a folder with all files of a package. `timeout`
/// stands for the profile's own. Errors: internal-error if it does not state its version and database.
Result<std::unique_ptr<Engine>> open_profile(Profile profile, std::optional<std::chrono::seconds> timeout);

}  // namespace mme
