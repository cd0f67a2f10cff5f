// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/openpgp/gpgme_context.h"
#include "libverify/openpgp/key_index.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/verify_status.h"

namespace mme {

/// Which keys of a home list_keys() gives.
struct KeyQuery {
    const char* name = nullptr;  ///< fingerprint or user id; null for every key
    bool secret = false;         ///< only keys with a secret part
};

/// The keys of the context's home that the query means. Errors: internal-error if gpg does not list them all
/// within gpg_timeout.
Result<std::vector<GpgmeKey>> list_keys(gpgme_ctx_t context, const KeyQuery& query = {});

KeyRecord record_of(gpgme_key_t key);

/// What GPGME says of a signature, with what is known of its key.
SignatureFacts facts_of(gpgme_signature_t signature, const KeyIndex& keys);

/// The same for signatures that gpg found right; empty if the key of one is not known.
std::vector<SignatureFacts> facts_of(const std::vector<RightSignature>& signatures, const KeyIndex& keys);

KeyFacts facts_of(gpgme_key_t key);

}  // namespace mme
