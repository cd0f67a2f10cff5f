// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "tools/mmemanifest/isolation/channel.h"

namespace mme {

/// A child that could not be confined as its parent is ends with this code, before it reads anything.
inline constexpr int unconfined_exit = 98;

/// Says that this process is ready; the first text is its layers of isolation.
void greet(Channel& control, const std::vector<std::string>& texts);

/// From now on `scratch` is the working directory, and where libraries make their temporary files. A relative
/// path leads there whatever user the process becomes, though the way to it may be root's alone.
/// Errors: internal-error.
Status work_in(const std::string& scratch);

/// Loads what libarchive needs of the system's files for names in UTF-8, which a confined process cannot
/// open.
void load_character_sets();

}  // namespace mme
