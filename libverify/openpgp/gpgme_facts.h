// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libverify/openpgp/gpgme_context.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/verify_status.h"

namespace mme {

/// All keys of a home, listed once: asking for one key starts gpg each time.
class KeyIndex {
  public:
    /// Errors: internal-error if gpg does not list them all.
    static Result<KeyIndex> list(gpgme_ctx_t context);

    /// The key whose primary key or subkey has this fingerprint or key id. Null if there is none, or two have
    /// it: a key that is not found here is not known.
    [[nodiscard]] gpgme_key_t find(const std::string& name) const;
    [[nodiscard]] const std::vector<GpgmeKey>& keys() const noexcept { return keys_; }

  private:
    void add(GpgmeKey key);
    void add(const std::string& name, gpgme_key_t key);

    std::vector<GpgmeKey> keys_;
    std::map<std::string, gpgme_key_t> by_name_;
};

/// What GPGME says of a signature, with what is known of its key.
SignatureFacts facts_of(gpgme_signature_t signature, const KeyIndex& keys);

/// The same for signatures that gpg found right; empty if the key of one is not known.
std::vector<SignatureFacts> facts_of(const std::vector<RightSignature>& signatures, const KeyIndex& keys);

KeyFacts facts_of(gpgme_key_t key);

}  // namespace mme
