// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decision/decide.h"

namespace mme {

void decide(Decision& decision, const AuthenticManifest& proof) {
    decision.source_verified = true;
    decision.signers = proof.signers();
    const bool proven = !proof.signers().empty() && decision.integrity_verified && decision.findings.empty();
    decision.verdict = proven ? Verdict::accept : Verdict::reject;
}

}  // namespace mme
