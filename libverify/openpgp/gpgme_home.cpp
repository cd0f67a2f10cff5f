// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of gpgme.h. Facts come out of here, judgement is made elsewhere.
#include <gpgme.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/private_home.h"
#include "libverify/openpgp/signed_messages.h"
#include "libverify/openpgp/verify_status.h"

namespace mme {
namespace {

template <class T, auto release>
struct Deleter {
    void operator()(T* object) const noexcept { release(object); }
};
using Context = std::unique_ptr<std::remove_pointer_t<gpgme_ctx_t>,
                                Deleter<std::remove_pointer_t<gpgme_ctx_t>, gpgme_release>>;
using Data = std::unique_ptr<std::remove_pointer_t<gpgme_data_t>,
                             Deleter<std::remove_pointer_t<gpgme_data_t>, gpgme_data_release>>;
using Key = std::unique_ptr<std::remove_pointer_t<gpgme_key_t>,
                            Deleter<std::remove_pointer_t<gpgme_key_t>, gpgme_key_unref>>;

Error gpg_failed(const std::string& doing, gpgme_error_t error) {
    return fail(Code::internal_error, doing + ": " + gpgme_strerror(error) + " (gpg is " MME_GPG_PROGRAM ")");
}

void initialise_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Else GPGME starts gpgconf three times and gpgsm once to find programs that are not used here. Where
        // the process (dnf) has used GPGME before, it has done so already and this changes nothing.
        gpgme_set_global_flag("disable-gpgconf", "1");
        gpgme_check_version(nullptr);
    });
}

/// `home` null means the caller's own.
Result<Context> open_context(const char* home) {
    initialise_once();
    gpgme_ctx_t raw = nullptr;
    if (const auto error = gpgme_new(&raw); error != 0) return gpg_failed("GPGME cannot start", error);
    Context context(raw);
    if (const auto error = gpgme_set_protocol(raw, GPGME_PROTOCOL_OpenPGP); error != 0)
        return gpg_failed("GPGME knows no OpenPGP", error);
    if (const auto error = gpgme_ctx_set_engine_info(raw, GPGME_PROTOCOL_OpenPGP, MME_GPG_PROGRAM, home);
        error != 0)
        return gpg_failed("gpg cannot be used", error);
    gpgme_set_offline(raw, 1);
    return context;
}

Result<Data> data_of(ByteView bytes) {
    gpgme_data_t raw = nullptr;
    const auto error =
        gpgme_data_new_from_mem(&raw, reinterpret_cast<const char*>(bytes.data()), bytes.size(), 0);
    if (error != 0) return gpg_failed("GPGME has no memory", error);
    return Data(raw);
}

Result<Data> empty_data() {
    gpgme_data_t raw = nullptr;
    if (const auto error = gpgme_data_new(&raw); error != 0) return gpg_failed("GPGME has no memory", error);
    return Data(raw);
}

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

/// All keys of a home by the fingerprints and key ids of primary keys and subkeys, listed once: asking for one key
/// starts gpg each time.
class KeyIndex {
  public:
    static Result<KeyIndex> list(gpgme_ctx_t context) {
        if (const auto error = gpgme_op_keylist_start(context, nullptr, 0); error != 0)
            return gpg_failed("the keys cannot be listed", error);
        KeyIndex index;
        gpgme_key_t raw = nullptr;
        gpgme_error_t error = 0;
        while ((error = gpgme_op_keylist_next(context, &raw)) == 0) index.add(Key(raw));
        if (gpgme_err_code(error) != GPG_ERR_EOF) return gpg_failed("the keys cannot be listed", error);
        const auto* result = gpgme_op_keylist_result(context);
        if (result == nullptr || result->truncated != 0)
            return fail(Code::internal_error, "gpg did not list all keys (gpg is " MME_GPG_PROGRAM ")");
        return index;
    }

    /// Null if no key has it, or two have: a key that is not found here is not known.
    [[nodiscard]] gpgme_key_t find(const std::string& name) const {
        const auto found = by_name_.find(name);
        return found == by_name_.end() ? nullptr : found->second;
    }

    [[nodiscard]] const std::vector<Key>& keys() const noexcept { return keys_; }

  private:
    void add(Key key) {
        for (auto* subkey = key->subkeys; subkey != nullptr; subkey = subkey->next)
            for (const char* name : {subkey->fpr, subkey->keyid}) add(text_or_empty(name), key.get());
        keys_.push_back(std::move(key));
    }

    void add(const std::string& name, gpgme_key_t key) {
        const auto [place, is_new] = by_name_.emplace(name, key);
        if (!is_new) place->second = nullptr;
    }

    std::vector<Key> keys_;
    std::map<std::string, gpgme_key_t> by_name_;
};

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

SignatureFacts facts_of(const RightSignature& signature, const KeyIndex& keys) {
    SignatureFacts facts;
    facts.matches = true;
    facts.issuer = signature.fingerprint;
    facts.made = Timestamp{std::chrono::seconds{signature.made}};
    facts.hash_algorithm =
        lower(text_or_empty(gpgme_hash_algo_name(static_cast<gpgme_hash_algo_t>(signature.hash_algorithm))));
    if (const gpgme_key_t key = keys.find(facts.issuer)) add_key_facts(facts, key);
    return facts;
}

/// Nothing if a key is not known.
std::vector<SignatureFacts> facts_of(const std::vector<RightSignature>& signatures, const KeyIndex& keys) {
    std::vector<SignatureFacts> all;
    for (const RightSignature& one : signatures)
        if (!all.emplace_back(facts_of(one, keys)).key_known) return {};
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

Status import_into(const std::string& home, const Bytes& key_file) {
    MME_TRY(const Context context, open_context(home.c_str()));
    MME_TRY(const Data data, data_of(key_file));
    if (const auto error = gpgme_op_import(context.get(), data.get()); error != 0)
        return gpg_failed("a key file cannot be imported", error);
    const auto* result = gpgme_op_import_result(context.get());
    if (result == nullptr || result->considered == 0 ||
        result->imported + result->unchanged < result->considered)
        return fail(Code::policy_malformed, "a file in keys.d holds no usable OpenPGP public key");
    return Done{};
}

/// The one secret key that `name` means.
Result<Key> signing_key(gpgme_ctx_t context, const std::string& name) {
    if (const auto error = gpgme_op_keylist_start(context, name.c_str(), 1); error != 0)
        return gpg_failed("the secret keys cannot be listed", error);
    std::vector<Key> found;
    gpgme_key_t raw = nullptr;
    while (gpgme_op_keylist_next(context, &raw) == 0) found.emplace_back(raw);
    gpgme_op_keylist_end(context);
    if (found.empty())
        return fail(Code::internal_error, "no secret key for '" + name + "' in this GnuPG home");
    if (found.size() > 1)
        return fail(Code::internal_error, "'" + name + "' names " + std::to_string(found.size()) +
                                              " secret keys; give the fingerprint");
    return std::move(found.front());
}

std::string content_of(gpgme_data_t data) {
    std::string content;
    gpgme_data_seek(data, 0, SEEK_SET);
    std::array<char, 4096> buffer{};
    for (gpgme_ssize_t got = 0; (got = gpgme_data_read(data, buffer.data(), buffer.size())) > 0;)
        content.append(buffer.data(), static_cast<std::size_t>(got));
    return content;
}

/// Has gpg verify the messages at `paths`, one a line, and write its status lines to `status_file`: hundreds
/// of short writes that nobody need wait for. GPGME itself has no call for more than one message.
Status verify_messages(const std::string& home, const std::string& paths, const std::string& status_file) {
    initialise_once();
    gpgme_ctx_t raw = nullptr;
    if (const auto error = gpgme_new(&raw); error != 0) return gpg_failed("GPGME cannot start", error);
    const Context context(raw);
    if (const auto error = gpgme_set_protocol(raw, GPGME_PROTOCOL_SPAWN); error != 0)
        return gpg_failed("GPGME cannot start programs", error);
    MME_TRY(const Data names, data_of(as_bytes(paths)));
    MME_TRY(const Data output, empty_data());  // connected, so that its end is waited for
    std::array words{"",
                     "--homedir",
                     home.c_str(),
                     "--no-armor",
                     "--quiet",
                     "--status-file",
                     status_file.c_str(),
                     "--multifile",
                     "--verify",
                     static_cast<const char*>(nullptr)};
    const auto error =
        gpgme_op_spawn(raw, MME_GPG_PROGRAM, words.data(), names.get(), output.get(), nullptr, 0);
    if (error != 0) return gpg_failed("gpg cannot be started", error);
    return Done{};
}

}  // namespace

struct GnupgHome::Impl {
    std::optional<PrivateHome> private_home;  ///< nothing: the caller's own
    Context verifier;                         ///< for verify(); each new context starts gpg once by itself
    std::optional<KeyIndex> keys;

    [[nodiscard]] Result<Context> context() const {
        return open_context(private_home ? private_home->path().c_str() : nullptr);
    }

    Status prepare_to_verify() {
        if (keys) return Done{};
        MME_TRY(verifier, context());
        MME_TRY(keys, KeyIndex::list(verifier.get()));
        return Done{};
    }
};

GnupgHome::GnupgHome(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
GnupgHome::GnupgHome(GnupgHome&&) noexcept = default;
GnupgHome& GnupgHome::operator=(GnupgHome&&) noexcept = default;
GnupgHome::~GnupgHome() = default;

Result<GnupgHome> GnupgHome::open_callers() {
    return GnupgHome(std::make_unique<Impl>());
}

Result<GnupgHome> GnupgHome::open_private(const std::filesystem::path& folder,
                                          const std::vector<Bytes>& key_files) {
    auto impl = std::make_unique<Impl>();
    MME_TRY(PrivateHome home, PrivateHome::open(folder, key_files, import_into));
    impl->private_home.emplace(std::move(home));
    return GnupgHome(std::move(impl));
}

Result<std::vector<SignatureFacts>> GnupgHome::verify(ByteView bytes, ByteView signature_packets) const {
    MME_CHECK(impl_->prepare_to_verify());
    MME_TRY(const Data signature, data_of(signature_packets));
    MME_TRY(const Data text, data_of(bytes));
    const gpgme_ctx_t context = impl_->verifier.get();
    const auto error = gpgme_op_verify(context, signature.get(), text.get(), nullptr);
    const auto* result = gpgme_op_verify_result(context);
    if (gpgme_err_code(error) == GPG_ERR_NO_DATA || gpgme_err_code(error) == GPG_ERR_BAD_DATA)
        return fail(Code::signature_invalid, "gpg finds no signature in it");
    if (error != 0) return gpg_failed("gpg cannot check the signature", error);
    std::vector<SignatureFacts> facts;
    for (auto* one = result == nullptr ? nullptr : result->signatures; one != nullptr; one = one->next)
        facts.push_back(facts_of(one, *impl_->keys));
    return facts;
}

std::vector<std::vector<SignatureFacts>> GnupgHome::verify_many(const std::vector<SignedView>& many) const {
    std::vector<std::vector<SignatureFacts>> facts(many.size());
    if (!impl_->private_home || !impl_->prepare_to_verify()) return facts;
    auto messages = SignedMessages::make(impl_->private_home->path());
    if (!messages) return facts;
    std::string paths;
    std::vector<std::string> names;
    for (const SignedView& one : many) {
        const auto path = messages->add(one.text, one.packets);
        if (!path) return facts;
        paths += names.emplace_back(*path) + '\n';
    }
    if (!verify_messages(impl_->private_home->path(), paths, messages->status_file())) return facts;
    const auto right = parse_verify_status(messages->status());
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const auto found = right.find(names[i]); found != right.end())
            facts[i] = facts_of(found->second, *impl_->keys);
    return facts;
}

Result<std::string> GnupgHome::sign(ByteView bytes, const std::string& key) const {
    MME_TRY(const Context context, impl_->context());
    MME_TRY(const Key secret, signing_key(context.get(), key));
    gpgme_set_armor(context.get(), 1);
    if (const auto error = gpgme_signers_add(context.get(), secret.get()); error != 0)
        return gpg_failed("the key cannot sign", error);
    MME_TRY(const Data text, data_of(bytes));
    MME_TRY(const Data signature, empty_data());
    if (const auto error = gpgme_op_sign(context.get(), text.get(), signature.get(), GPGME_SIG_MODE_DETACH);
        error != 0)
        return gpg_failed("signing with '" + key + "' failed", error);
    return content_of(signature.get());
}

Result<std::vector<KeyFacts>> GnupgHome::keys() const {
    MME_TRY(const Context context, impl_->context());
    MME_TRY(const KeyIndex index, KeyIndex::list(context.get()));
    std::vector<KeyFacts> facts;
    for (const Key& key : index.keys()) facts.push_back(facts_of(key.get()));
    return facts;
}

}  // namespace mme
