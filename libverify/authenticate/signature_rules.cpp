// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/authenticate/signature_rules.h"

#include <algorithm>
#include <array>

namespace mme {
namespace {

using Objection = std::optional<Finding>;

std::string key_of(const SignatureFacts& facts) {
    return facts.primary_fingerprint.empty() ? facts.issuer : facts.primary_fingerprint;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Objection known_key(const SignatureCase& one) {
    if (one.facts.key_known) return {};
    return Finding{Code::signer_not_trusted, "the manifest is signed by a key that is not in keys.d",
                   one.facts.issuer, "a key of [[signer]] in the policy"};
}

Objection matching(const SignatureCase& one) {
    if (one.facts.matches) return {};
    return Finding{Code::signature_invalid,
                   "the signature does not match the manifest (" + one.facts.detail + ")",
                   "a signature said to be by " + key_of(one.facts), "a signature over exactly these bytes"};
}

Objection listed_signer(const SignatureCase& one) {
    const TrustedSigner* signer = trusted_signer(one);
    if (signer == nullptr)
        return Finding{Code::signer_not_trusted, "the manifest is signed by a key the policy does not list",
                       key_of(one.facts), "a fingerprint of [[signer]] in the policy"};
    if (signer->names.empty() || matches_any(signer->names, one.package_name)) return {};
    return Finding{Code::signer_not_trusted,
                   "the key of '" + signer->name + "' may not vouch for this package", one.package_name,
                   "a name like " + joined(signer->names)};
}

Objection usable_key(const SignatureCase& one) {
    if (one.facts.key_revoked)
        return Finding{Code::key_revoked, "the signing key is revoked", key_of(one.facts),
                       "a key that is not revoked"};
    if (!one.facts.key_disabled_or_invalid) return {};
    return Finding{Code::signature_invalid, "the key that signed is not a valid signing key",
                   key_of(one.facts), "a key that may sign"};
}

Objection born_key(const SignatureCase& one) {
    const Timestamp latest = std::min(one.facts.made, one.now + one.policy.max_skew);
    if (one.facts.key_created <= latest) return {};
    return Finding{Code::key_not_yet_valid, "the signing key " + key_of(one.facts) + " is not valid yet",
                   "key created " + to_rfc3339(one.facts.key_created),
                   "a key older than the signature (" + to_rfc3339(one.facts.made) + ") and than now (" +
                       to_rfc3339(one.now) + ")"};
}

Objection past_signature(const SignatureCase& one) {
    if (one.facts.made <= one.now + one.policy.max_skew) return {};
    return Finding{Code::clock_suspect, "the signature is dated in this host's future",
                   to_rfc3339(one.facts.made), "at most " + to_rfc3339(one.now + one.policy.max_skew)};
}

Objection unexpired_key(const SignatureCase& one) {
    const auto& expires = one.facts.key_expires;
    const bool lenient = one.policy.signature.expired_key == ExpiredKey::accept_if_signed_while_valid;
    if (!one.facts.signature_expired && (!expires || (lenient ? one.facts.made : one.now) < *expires))
        return {};
    return Finding{
        Code::key_expired, "the signing key " + key_of(one.facts) + " or the signature had expired",
        (expires ? "expired " + to_rfc3339(*expires) + ", " : "") + "signed " + to_rfc3339(one.facts.made),
        lenient ? "a signature made while the key was valid" : "a key that is valid now"};
}

Objection allowed_hash(const SignatureCase& one) {
    if (contains(one.policy.signature.hash_algorithms, one.facts.hash_algorithm)) return {};
    return Finding{Code::algorithm_not_allowed, "the signature's hash algorithm is not allowed",
                   one.facts.hash_algorithm, joined(one.policy.signature.hash_algorithms)};
}

Objection allowed_public_key(const SignatureCase& one) {
    if (!contains(one.policy.signature.public_key_algorithms, one.facts.public_key_algorithm))
        return Finding{Code::algorithm_not_allowed, "the signing key's algorithm is not allowed",
                       one.facts.public_key_algorithm, joined(one.policy.signature.public_key_algorithms)};
    if (one.facts.public_key_algorithm != "rsa" || one.facts.key_bits >= one.policy.signature.min_rsa_bits)
        return {};
    return Finding{
        Code::algorithm_not_allowed, "the signing key is too short",
        "RSA with " + std::to_string(one.facts.key_bits) + " bits",
        "at least " + std::to_string(one.policy.signature.min_rsa_bits) + " bits ([signature] min-rsa-bits)"};
}

}  // namespace

const TrustedSigner* trusted_signer(const SignatureCase& one) {
    for (const TrustedSigner& signer : one.policy.signers)
        if (signer.fingerprint == one.facts.primary_fingerprint) return &signer;
    return nullptr;
}

std::optional<Finding> objection_to(const SignatureCase& one) {
    // What the key is comes before what it said; dates before algorithms, as an operator would ask.
    constexpr std::array rules = {known_key,      matching,      listed_signer, usable_key,        born_key,
                                  past_signature, unexpired_key, allowed_hash,  allowed_public_key};
    for (const auto rule : rules)
        if (auto objection = rule(one)) return objection;
    return {};
}

}  // namespace mme
