// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/corridor/request.h"
#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"

namespace mme {

/// Who asked and under what, the same for every event of a transaction.
struct EventContext {
    std::string action;
    std::string front_end;
    Timestamp now;
    Mode mode = Mode::enforce;
    std::optional<Sha256> policy_sha256;  ///< nothing if no policy could be read
};

/// Appends one JSON line for each package to events.jsonl and sends the same to syslog (facility
/// authpriv; alert for a rejection, info otherwise). Each line holds the SHA-256 of the line before,
/// so a changed or removed line is noticed. The file is locked while it is read and appended, and
/// synced before this returns.
/// Errors: internal-error; whoever asked must then refuse, since evidence is part of the check.
Status record_events(const HostLayout& host, const EventContext& context,
                     const std::vector<Decision>& decisions);

}  // namespace mme
