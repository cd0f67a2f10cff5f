// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/corridor/request.h"
#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"
#include "libverify/journal/journal.h"

namespace mme {

/// Judges a whole transaction against the host's policy and journals one event for each package.
/// Never throws for bad input: whatever is wrong becomes a finding, and without a readable policy
/// everything is rejected. What cannot be recorded is rejected too (internal-error).
/// The callers are the plugins and `mmeverify check`; they add no judgement of their own.
TransactionDecision judge_all(const HostLayout& host, const Request& request);

/// The same with a journal that the caller opened, for one who will have more to record.
TransactionDecision judge_all(const HostLayout& host, const Request& request, const Result<Journal>& journal);

/// The refusal of one package of an accepted transaction, because what the package manager is about to
/// install is not what was judged (part-mismatch). Journals it; refuses in permissive mode too, since no
/// finding about these bytes was ever reported.
TransactionDecision refuse_exchanged(const Result<Journal>& journal, const std::string& front_end,
                                     const std::string& shown);

/// Journals a call that was refused because it was not understood: an event with the request's action, front
/// end and objections, and no package. Whoever asked refuses in any case.
void record_refused_call(const HostLayout& host, const Request& request);

}  // namespace mme
