// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/profile.h"

namespace mme {

/// Runs the profile's version commands (equal ones once) and reads what they print. `timeout` is for
/// each command. Settings are left empty.
/// Errors: internal-error, naming the fact, if a command fails or its pattern is not found.
Result<EngineFacts> ask_profile_facts(const Profile& profile, std::chrono::milliseconds timeout);

}  // namespace mme
