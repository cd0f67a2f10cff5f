// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/confinement.h"

namespace mme {

/// Opens the engine of that kind with its database, confines itself, greets (engine_greeting.h), and forks a
/// child for each session until `control` ends. A child answers each scan_request with a scan_answer.
/// `scratch` is where files may be made.
/// Errors: why the engine cannot be opened.
Status serve_engine(Channel control, Confinement confinement, const std::string& scratch,
                    const std::string& kind, const std::string& source);

}  // namespace mme
