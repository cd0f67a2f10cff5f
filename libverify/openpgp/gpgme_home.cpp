// SPDX-License-Identifier: LGPL-2.1-or-later
// Facts come out of here, judgement is made elsewhere.
#include "libverify/openpgp/gpgme_context.h"
#include "libverify/openpgp/gpgme_facts.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/private_home.h"
#include "libverify/openpgp/signed_messages.h"

namespace mme {
namespace {

Status import_into(const std::string& home, const Bytes& key_file) {
    MME_TRY(const GpgmeContext context, open_gpgme(home.c_str()));
    MME_TRY(const GpgmeData data, data_of(key_file));
    if (const auto error = gpgme_op_import(context.get(), data.get()); error != 0)
        return gpg_failed("a key file cannot be imported", error);
    const auto* result = gpgme_op_import_result(context.get());
    if (result == nullptr || result->considered == 0 ||
        result->imported + result->unchanged < result->considered)
        return fail(Code::policy_malformed, "a file in keys.d holds no usable OpenPGP public key");
    return Done{};
}

/// The one secret key that `name` means.
Result<GpgmeKey> signing_key(gpgme_ctx_t context, const std::string& name) {
    if (const auto error = gpgme_op_keylist_start(context, name.c_str(), 1); error != 0)
        return gpg_failed("the secret keys cannot be listed", error);
    std::vector<GpgmeKey> found;
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

}  // namespace

struct GnupgHome::Impl {
    std::optional<PrivateHome> private_home;  ///< nothing: the caller's own
    GpgmeContext verifier;                    ///< for verify(); each new context starts gpg once by itself
    std::optional<KeyIndex> keys;

    [[nodiscard]] Result<GpgmeContext> context() const {
        return open_gpgme(private_home ? private_home->path().c_str() : nullptr);
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
    MME_TRY(const GpgmeData signature, data_of(signature_packets));
    MME_TRY(const GpgmeData text, data_of(bytes));
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
    if (!verify_message_files(impl_->private_home->path(), paths, messages->status_file())) return facts;
    const auto right = parse_verify_status(messages->status());
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const auto found = right.find(names[i]); found != right.end())
            facts[i] = facts_of(found->second, *impl_->keys);
    return facts;
}

Result<std::string> GnupgHome::sign(ByteView bytes, const std::string& key) const {
    MME_TRY(const GpgmeContext context, impl_->context());
    MME_TRY(const GpgmeKey secret, signing_key(context.get(), key));
    gpgme_set_armor(context.get(), 1);
    if (const auto error = gpgme_signers_add(context.get(), secret.get()); error != 0)
        return gpg_failed("the key cannot sign", error);
    MME_TRY(const GpgmeData text, data_of(bytes));
    MME_TRY(const GpgmeData signature, empty_data());
    if (const auto error = gpgme_op_sign(context.get(), text.get(), signature.get(), GPGME_SIG_MODE_DETACH);
        error != 0)
        return gpg_failed("signing with '" + key + "' failed", error);
    return content_of(signature.get());
}

Result<std::vector<KeyFacts>> GnupgHome::keys() const {
    MME_TRY(const GpgmeContext context, impl_->context());
    MME_TRY(const KeyIndex index, KeyIndex::list(context.get()));
    std::vector<KeyFacts> facts;
    for (const GpgmeKey& key : index.keys()) facts.push_back(facts_of(key.get()));
    return facts;
}

}  // namespace mme
