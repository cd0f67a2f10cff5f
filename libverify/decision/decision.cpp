// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decision/decision.h"

#include <algorithm>

namespace mme {

bool TransactionDecision::any_rejected() const noexcept {
    return std::any_of(packages.begin(), packages.end(),
                       [](const Decision& one) { return one.verdict == Verdict::reject; });
}

bool TransactionDecision::refused() const noexcept {
    return mode == Mode::enforce && any_rejected();
}

}  // namespace mme
