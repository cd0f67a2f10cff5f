// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/authenticate/authenticate.h"
#include "libverify/corridor/request.h"
#include "libverify/decision/decision.h"
#include "libverify/policy/policy.h"

namespace mme {

/// What is the same for every package of a transaction.
struct Court {
    const HostLayout& host;
    const Request& request;
    const Policy& policy;
    SignatureChecker& checker;
    Timestamp now;
};

/// One package from question to answer: the corridor of ARCHITECTURE.md.
Decision judge_package(const Court& court, const Element& element);

}  // namespace mme
