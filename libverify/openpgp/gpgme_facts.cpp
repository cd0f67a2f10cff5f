// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/gpgme_facts.h"

#include <algorithm>

#include "libverify/openpgp/gpgme_loop.h"
#include "libverify/openpgp/verify_messages.h"

namespace mme {
namespace {

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string{} : std::string{text};
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return text;
}

std::string public_key_name(gpgme_pubkey_algo_t algorithm) {
    switch (algorithm) {
        case GPGME_PK_RSA:
        case GPGME_PK_RSA_S:
            return "rsa";
        case GPGME_PK_DSA:
            return "dsa";
        case GPGME_PK_ECDSA:
            return "ecdsa";
        case GPGME_PK_EDDSA:
            return "eddsa";
        default:
            return "unknown";
    }
}

Timestamp time_of(long seconds) {
    return Timestamp{std::chrono::seconds{std::max(seconds, 0L)}};
}

std::optional<Timestamp> expiry_of(long seconds) {
    if (seconds <= 0) return std::nullopt;
    return Timestamp{std::chrono::seconds{seconds}};
}

void take_earlier(std::optional<Timestamp>& earliest, std::optional<Timestamp> other) {
    if (other && (!earliest || *other < *earliest)) earliest = other;
}

/// Adds what the keyring knows of the key that signed. Of a signature that is wrong gpg names the key id
/// alone, of any other the fingerprint.
void add_key_facts(SignatureFacts& facts, const KeyIndex& keys) {
    const auto found = keys.find(facts.issuer);
    if (!found) return;
    facts.key_known = true;
    facts.primary_fingerprint = found->primary->fingerprint;
    facts.public_key_algorithm = found->signing->algorithm;
    facts.key_bits = found->signing->bits;
    facts.key_created = found->signing->created;
    take_earlier(facts.key_expires, found->primary->expires);
    take_earlier(facts.key_expires, found->signing->expires);
    facts.key_revoked = found->primary->revoked || found->signing->revoked;
    facts.key_disabled_or_invalid = found->signing->unusable;
}

/// Right over the bytes, whatever gpg thinks of the key's dates: those are ours to judge.
bool is_cryptographically_right(gpgme_error_t status) {
    switch (gpgme_err_code(status)) {
        case GPG_ERR_NO_ERROR:
        case GPG_ERR_KEY_EXPIRED:
        case GPG_ERR_SIG_EXPIRED:
        case GPG_ERR_CERT_REVOKED:
            return true;
        default:
            return false;
    }
}

SignatureFacts facts_of_right(const RightSignature& signature, const KeyIndex& keys) {
    SignatureFacts facts;
    facts.matches = true;
    facts.issuer = signature.fingerprint;
    facts.made = Timestamp{std::chrono::seconds{signature.made}};
    facts.hash_algorithm =
        lower(text_or_empty(gpgme_hash_algo_name(static_cast<gpgme_hash_algo_t>(signature.hash_algorithm))));
    add_key_facts(facts, keys);
    return facts;
}

}  // namespace

Result<std::vector<GpgmeKey>> list_keys(gpgme_ctx_t context, const KeyQuery& query) {
    GpgmeLoop loop(context, gpg_timeout);
    const int secret_only = query.secret ? 1 : 0;
    if (const auto error = loop.finish(gpgme_op_keylist_start(context, query.name, secret_only)); error != 0)
        return gpg_failed("the keys cannot be listed", error);
    const auto* result = gpgme_op_keylist_result(context);
    if (result == nullptr || result->truncated != 0)
        return fail(Code::internal_error, "gpg did not list all keys (gpg is " MME_GPG_PROGRAM ")");
    return loop.take_keys();
}

KeyRecord record_of(gpgme_key_t key) {
    KeyRecord record;
    for (auto* one = key->subkeys; one != nullptr; one = one->next) {
        const bool unusable = key->disabled != 0 || key->invalid != 0 || one->invalid != 0 ||
                              one->disabled != 0 || one->can_sign == 0;
        record.subkeys.push_back({text_or_empty(one->fpr), text_or_empty(one->keyid),
                                  public_key_name(one->pubkey_algo), one->length, time_of(one->timestamp),
                                  expiry_of(one->expires), key->revoked != 0 || one->revoked != 0, unusable});
    }
    return record;
}

SignatureFacts facts_of(gpgme_signature_t signature, const KeyIndex& keys) {
    SignatureFacts facts;
    facts.matches = is_cryptographically_right(signature->status);
    facts.signature_expired = gpgme_err_code(signature->status) == GPG_ERR_SIG_EXPIRED;
    facts.issuer = text_or_empty(signature->fpr);
    facts.made = time_of(static_cast<long>(signature->timestamp));
    facts.hash_algorithm = lower(text_or_empty(gpgme_hash_algo_name(signature->hash_algo)));
    facts.public_key_algorithm = public_key_name(signature->pubkey_algo);
    if (signature->status != 0) facts.detail = gpgme_strerror(signature->status);
    add_key_facts(facts, keys);
    return facts;
}

std::vector<SignatureFacts> facts_of(const std::vector<RightSignature>& signatures, const KeyIndex& keys) {
    std::vector<SignatureFacts> all;
    for (const RightSignature& one : signatures)
        if (!all.emplace_back(facts_of_right(one, keys)).key_known) return {};
    return all;
}

KeyFacts facts_of(gpgme_key_t key) {
    KeyFacts facts;
    facts.primary_fingerprint = text_or_empty(key->fpr);
    if (key->uids != nullptr) facts.user_id = text_or_empty(key->uids->uid);
    facts.revoked = key->revoked != 0;
    if (key->subkeys == nullptr) return facts;
    facts.algorithm = public_key_name(key->subkeys->pubkey_algo);
    facts.bits = key->subkeys->length;
    facts.created = time_of(key->subkeys->timestamp);
    facts.expires = expiry_of(key->subkeys->expires);
    return facts;
}

}  // namespace mme
