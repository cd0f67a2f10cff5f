// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <vector>

#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/stream.h"

namespace mme {

struct ClamdOptions {
    std::vector<Address> addresses;     ///< at least one
    std::chrono::seconds timeout{600};  ///< for one file, from connecting to the answer
    unsigned connections = 4;           ///< files at the same time
    Zone zone;                          ///< of the dates that the daemons print
};

/// A pool of clamd daemons. An address that cannot be used is left out for five seconds, and the others
/// take over. Errors: internal-error if no daemon can be used, if two state different versions or
/// databases, or if one does not find the EICAR test file.
Result<std::unique_ptr<Engine>> open_clamd(ClamdOptions options);

}  // namespace mme
