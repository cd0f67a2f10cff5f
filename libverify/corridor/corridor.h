// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/corridor/request.h"
#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"

namespace mme {

/// Judges a whole transaction against the host's policy and journals one event for each package.
/// Never throws for bad input: whatever is wrong becomes a finding, and without a readable policy
/// everything is rejected. What cannot be recorded is rejected too (internal-error).
/// The callers are the plugins and `mmeverify check`; they add no judgement of their own.
TransactionDecision judge_all(const HostLayout& host, const Request& request);

}  // namespace mme
