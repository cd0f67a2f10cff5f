// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/gpgme_facts.h"

#include <algorithm>

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

Timestamp time_of(unsigned long seconds) {
    return Timestamp{std::chrono::seconds{static_cast<long>(seconds)}};
}

std::optional<Timestamp> expiry_of(long seconds) {
    if (seconds <= 0) return std::nullopt;
    return Timestamp{std::chrono::seconds{seconds}};
}

void take_earlier(std::optional<Timestamp>& earliest, std::optional<Timestamp> other) {
    if (other && (!earliest || *other < *earliest)) earliest = other;
}

/// Of a signature that is wrong gpg names the key id alone, of any other the fingerprint.
gpgme_subkey_t subkey_with(gpgme_key_t key, const std::string& name) {
    gpgme_subkey_t subkey = key->subkeys;
    while (subkey != nullptr && text_or_empty(subkey->fpr) != name && text_or_empty(subkey->keyid) != name)
        subkey = subkey->next;
    return subkey;
}

/// Adds what the keyring knows of the key that signed.
void add_key_facts(SignatureFacts& facts, gpgme_key_t key) {
    const gpgme_subkey_t primary = key->subkeys;
    const gpgme_subkey_t signing = subkey_with(key, facts.issuer);
    if (primary == nullptr || signing == nullptr) return;
    facts.key_known = true;
    facts.primary_fingerprint = text_or_empty(primary->fpr);
    facts.public_key_algorithm = public_key_name(signing->pubkey_algo);
    facts.key_bits = signing->length;
    facts.key_created = time_of(static_cast<unsigned long>(std::max(signing->timestamp, 0L)));
    take_earlier(facts.key_expires, expiry_of(primary->expires));
    take_earlier(facts.key_expires, expiry_of(signing->expires));
    facts.key_revoked = key->revoked != 0 || primary->revoked != 0 || signing->revoked != 0;
    facts.key_disabled_or_invalid = key->disabled != 0 || key->invalid != 0 || signing->invalid != 0 ||
                                    signing->disabled != 0 || signing->can_sign == 0;
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
    if (const gpgme_key_t key = keys.find(facts.issuer)) add_key_facts(facts, key);
    return facts;
}

}  // namespace

Result<KeyIndex> KeyIndex::list(gpgme_ctx_t context) {
    if (const auto error = gpgme_op_keylist_start(context, nullptr, 0); error != 0)
        return gpg_failed("the keys cannot be listed", error);
    KeyIndex index;
    gpgme_key_t raw = nullptr;
    gpgme_error_t error = 0;
    while ((error = gpgme_op_keylist_next(context, &raw)) == 0) index.add(GpgmeKey(raw));
    if (gpgme_err_code(error) != GPG_ERR_EOF) return gpg_failed("the keys cannot be listed", error);
    const auto* result = gpgme_op_keylist_result(context);
    if (result == nullptr || result->truncated != 0)
        return fail(Code::internal_error, "gpg did not list all keys (gpg is " MME_GPG_PROGRAM ")");
    return index;
}

gpgme_key_t KeyIndex::find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : found->second;
}

void KeyIndex::add(GpgmeKey key) {
    for (auto* subkey = key->subkeys; subkey != nullptr; subkey = subkey->next)
        for (const char* name : {subkey->fpr, subkey->keyid}) add(text_or_empty(name), key.get());
    keys_.push_back(std::move(key));
}

void KeyIndex::add(const std::string& name, gpgme_key_t key) {
    const auto [place, is_new] = by_name_.emplace(name, key);
    if (!is_new) place->second = nullptr;
}

SignatureFacts facts_of(gpgme_signature_t signature, const KeyIndex& keys) {
    SignatureFacts facts;
    facts.matches = is_cryptographically_right(signature->status);
    facts.signature_expired = gpgme_err_code(signature->status) == GPG_ERR_SIG_EXPIRED;
    facts.issuer = text_or_empty(signature->fpr);
    facts.made = time_of(signature->timestamp);
    facts.hash_algorithm = lower(text_or_empty(gpgme_hash_algo_name(signature->hash_algo)));
    facts.public_key_algorithm = public_key_name(signature->pubkey_algo);
    if (signature->status != 0) facts.detail = gpgme_strerror(signature->status);
    if (const gpgme_key_t key = keys.find(facts.issuer)) add_key_facts(facts, key);
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
    facts.created = time_of(static_cast<unsigned long>(std::max(key->subkeys->timestamp, 0L)));
    facts.expires = expiry_of(key->subkeys->expires);
    return facts;
}

}  // namespace mme
