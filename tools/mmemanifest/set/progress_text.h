// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/set/set_progress.h"

namespace mme {

/// The state for a terminal: a line for the set, one for each engine, one for each package that is being
/// scanned. Lines end in '\n' and are no wider than `columns`.
std::string progress_text(const SetState& state, std::size_t columns);

/// The state as one line of JSON with "event": "progress", ended by '\n'.
std::string progress_json(const SetState& state);

}  // namespace mme
