// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "libverify/policy/policy.h"

namespace mme {

/// What is known when one signature is judged.
struct SignatureCase {
    const SignatureFacts& facts;
    const Policy& policy;
    const std::string& package_name;
    Timestamp now;
};

/// The policy's entry for the key that signed; null if there is none.
const TrustedSigner* trusted_signer(const SignatureCase& one);

/// Why this signature does not count; nothing if it does.
std::optional<Finding> objection_to(const SignatureCase& one);

}  // namespace mme
