// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/authenticate/authenticate.h"
#include "libverify/corridor/request.h"
#include "libverify/decision/decision.h"
#include "libverify/policy/policy.h"
#include "libverify/scope/transaction_links.h"

namespace mme {

/// What is the same for every package of a transaction.
struct Court {
    const HostLayout& host;
    const Request& request;
    const Policy& policy;
    SignatureChecker& checker;
    TransactionLinks& links;
    Timestamp now;
};

/// One package on its way through the corridor of ARCHITECTURE.md, read but not yet judged.
struct Case {
    const Element* element;
    Decision decision = {};               ///< what was found before there was a manifest
    std::optional<Package> package = {};  ///< nothing: the decision is final as it stands
    std::vector<SignedManifest> candidates = {};
    bool own = false;  ///< mmeverify's own package
};

/// Reads the package and whether it is in scope, and collects its candidate manifests.
Case open_case(const Court& court, const Element& element);

/// About the bytes that a case holds in memory and that grow with the package or its manifests.
std::size_t held_bytes(const Case& one);

/// From candidates to answer.
Decision judge_case(const Court& court, const Case& one);

}  // namespace mme
