// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/icap_message.h"

namespace mme {

struct IcapEngineOptions {
    IcapService service;
    std::chrono::seconds timeout{600};  ///< for one file, from connecting to the answer
    unsigned connections = 4;           ///< files at the same time
};

/// An ICAP service. RFC 3507 carries neither engine nor database, so `versions` states them; its ISTag
/// must stay the same while a package is scanned.
/// Errors: internal-error if it cannot be reached, does not offer what is needed, or does not find the
/// EICAR test file.
Result<std::unique_ptr<Engine>> open_icap(IcapEngineOptions options, std::unique_ptr<Engine> versions);

}  // namespace mme
