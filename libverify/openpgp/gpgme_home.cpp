// SPDX-License-Identifier: LGPL-2.1-or-later
// Facts come out of here, judgement is made elsewhere.
#include <algorithm>
#include <span>

#include "libverify/openpgp/gpgme_context.h"
#include "libverify/openpgp/gpgme_facts.h"
#include "libverify/openpgp/gpgme_loop.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/private_home.h"
#include "libverify/openpgp/signed_message.h"
#include "libverify/openpgp/verify_messages.h"
#include "libverify/process/run_command.h"

namespace mme {
namespace {

/// Each is a descriptor; a process may have few of them.
constexpr std::size_t messages_at_once = 512;

/// Whether gpg took every key of the file. A renewed key that is there in an older copy already brings no new
/// key, only newer signatures; gpg merges them, and the newest self-signature and any revocation count.
bool took_all(const gpgme_import_result_t result) {
    if (result == nullptr || result->considered == 0 || result->no_user_id != 0 || result->secret_read != 0)
        return false;
    std::size_t taken = 0;
    for (auto* one = result->imports; one != nullptr; one = one->next) {
        if (one->result != 0) return false;
        ++taken;
    }
    return taken > 0;
}

Status import_into(gpgme_ctx_t context, GpgmeLoop& loop, const KeyFile& file) {
    MME_TRY(const GpgmeData data, data_of(file.content));
    if (const auto error = loop.finish(gpgme_op_import_start(context, data.get())); error != 0)
        return gpg_failed(file.name + " cannot be imported", error);
    const auto* result = gpgme_op_import_result(context);
    if (took_all(const_cast<gpgme_import_result_t>(result))) return Done{};
    const bool secret = result != nullptr && result->secret_read != 0;
    return fail(Code::policy_malformed,
                file.name + (secret ? " holds a secret key; put the public key there (gpg --armor --export)"
                                    : " holds no OpenPGP public key that gpg can use"));
}

Status check_usable(const gpgme_key_t key, const std::string& name) {
    const char* why = key->revoked != 0    ? "is revoked"
                      : key->expired != 0  ? "is expired"
                      : key->can_sign == 0 ? "cannot sign"
                                           : nullptr;
    if (why == nullptr) return Done{};
    return fail(Code::internal_error, "the key '" + name + "' " + why);
}

Result<KeyIndex> index_of(gpgme_ctx_t context) {
    MME_TRY(const auto keys, list_keys(context));
    KeyIndex index;
    for (const GpgmeKey& key : keys)
        if (auto record = record_of(key.get()); !record.subkeys.empty()) index.add(std::move(record));
    return index;
}

/// GPGME waits without end for gpg's version, which it asks for by itself; so that is asked before, for a
/// bounded time.
Status check_gpg_answers() {
    Command command;
    command.arguments = {MME_GPG_PROGRAM, "--version"};
    command.timeout = gpg_timeout;
    command.max_output_bytes = std::size_t{64} << 10U;
    MME_TRY(const Outcome outcome, run_command(command));
    if (outcome.end == Outcome::End::exited) return Done{};
    return fail(Code::internal_error,
                "gpg does not work: " + describe(outcome) + " (gpg is " MME_GPG_PROGRAM ")");
}

Result<std::string> import_all(const std::string& home, const std::vector<KeyFile>& key_files) {
    MME_CHECK(check_gpg_answers());
    MME_TRY(const GpgmeContext context, open_gpgme(home.c_str()));
    {
        GpgmeLoop loop(context.get(), gpg_timeout);
        for (const KeyFile& file : key_files) MME_CHECK(import_into(context.get(), loop, file));
    }
    MME_TRY(const KeyIndex index, index_of(context.get()));
    return write_key_listing(index);
}

/// The one secret key that `name` means.
Result<GpgmeKey> signing_key(gpgme_ctx_t context, const std::string& name) {
    MME_TRY(auto found, list_keys(context, {name.c_str(), true}));
    if (found.empty())
        return fail(Code::internal_error, "no secret key for '" + name + "' in this GnuPG home");
    if (found.size() > 1)
        return fail(Code::internal_error, "'" + name + "' names " + std::to_string(found.size()) +
                                              " secret keys; give the fingerprint");
    MME_CHECK(check_usable(found.front().get(), name));
    return std::move(found.front());
}

}  // namespace

struct GnupgHome::Impl {
    std::optional<PrivateHome> private_home;  ///< nothing: the caller's own
    GpgmeContext verifier;                    ///< for verify(); each new context starts gpg twice by itself
    std::optional<KeyIndex> keys;
    std::optional<Error> gave_up;  ///< gpg did not end in its time: it is not asked again

    [[nodiscard]] Result<GpgmeContext> context() const {
        return open_gpgme(private_home ? private_home->path().c_str() : nullptr);
    }

    Status prepare_verifier() {
        if (gave_up) return *gave_up;
        if (verifier) return Done{};
        if (auto answers = check_gpg_answers(); !answers) return gave_up.emplace(answers.error());
        MME_TRY(verifier, context());
        return Done{};
    }

    Status prepare_keys() {
        if (!keys && private_home) keys = parse_key_listing(private_home->key_listing());
        if (keys) return Done{};
        MME_CHECK(prepare_verifier());
        MME_TRY(keys, index_of(verifier.get()));
        return Done{};
    }

    Result<std::vector<std::vector<SignatureFacts>>> verify_some(std::span<const SignedView> views) {
        if (!private_home) return fail(Code::internal_error, "this home is not for verifying");
        MME_CHECK(prepare_keys());
        std::vector<MemoryFile> messages;
        for (const SignedView& one : views) {
            MME_TRY(const Bytes message, signed_message(one.text, one.packets));
            MME_TRY(auto file, MemoryFile::holding(message));
            messages.push_back(std::move(file));
        }
        const auto right = verify_messages(private_home->path(), messages);
        if (!right) return gave_up.emplace(right.error());
        std::vector<std::vector<SignatureFacts>> facts;
        for (const auto& signatures : *right) facts.push_back(facts_of(signatures, *keys));
        return facts;
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
                                          const std::vector<KeyFile>& key_files) {
    auto impl = std::make_unique<Impl>();
    MME_TRY(PrivateHome home, PrivateHome::open(folder, key_files, import_all));
    impl->private_home.emplace(std::move(home));
    return GnupgHome(std::move(impl));
}

Result<std::vector<SignatureFacts>> GnupgHome::verify(ByteView bytes, ByteView signature_packets) const {
    MME_CHECK(impl_->prepare_verifier());
    MME_CHECK(impl_->prepare_keys());
    MME_TRY(const GpgmeData signature, data_of(signature_packets));
    MME_TRY(const GpgmeData text, data_of(bytes));
    if (impl_->gave_up) return *impl_->gave_up;
    const gpgme_ctx_t context = impl_->verifier.get();
    GpgmeLoop loop(context, gpg_timeout);
    const auto error = loop.finish(gpgme_op_verify_start(context, signature.get(), text.get(), nullptr));
    const auto* result = gpgme_op_verify_result(context);
    if (gpgme_err_code(error) == GPG_ERR_NO_DATA || gpgme_err_code(error) == GPG_ERR_BAD_DATA)
        return fail(Code::signature_invalid, "gpg finds no signature in it");
    if (gpgme_err_code(error) == GPG_ERR_TIMEOUT)
        return impl_->gave_up.emplace(gpg_failed("gpg cannot check the signature", error));
    if (error != 0) return gpg_failed("gpg cannot check the signature", error);
    std::vector<SignatureFacts> facts;
    for (auto* one = result == nullptr ? nullptr : result->signatures; one != nullptr; one = one->next)
        facts.push_back(facts_of(one, *impl_->keys));
    return facts;
}

std::vector<std::vector<SignatureFacts>> GnupgHome::verify_many(const std::vector<SignedView>& many) const {
    std::vector<std::vector<SignatureFacts>> facts;
    for (std::size_t first = 0; first < many.size(); first += messages_at_once) {
        const std::size_t count = std::min(messages_at_once, many.size() - first);
        auto some = impl_->verify_some(std::span(many).subspan(first, count));
        if (!some) break;
        for (auto& one : *some) facts.push_back(std::move(one));
    }
    facts.resize(many.size());
    return facts;
}

Status GnupgHome::check_can_sign(const std::string& key) const {
    MME_TRY(const GpgmeContext context, impl_->context());
    MME_CHECK(signing_key(context.get(), key));
    return Done{};
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
    MME_TRY(const auto listed, list_keys(context.get()));
    std::vector<KeyFacts> facts;
    for (const GpgmeKey& key : listed) facts.push_back(facts_of(key.get()));
    return facts;
}

}  // namespace mme
