// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/gpgme_context.h"

#include <array>
#include <mutex>

namespace mme {
namespace {

void initialise_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Else GPGME starts gpgconf three times and gpgsm once to find programs that are not used here. Where
        // the process (dnf) has used GPGME before, it has done so already and this changes nothing.
        gpgme_set_global_flag("disable-gpgconf", "1");
        gpgme_check_version(nullptr);
    });
}

}  // namespace

Error gpg_failed(const std::string& doing, gpgme_error_t error) {
    return fail(Code::internal_error, doing + ": " + gpgme_strerror(error) + " (gpg is " MME_GPG_PROGRAM ")");
}

Result<GpgmeContext> open_gpgme(const char* home) {
    initialise_once();
    gpgme_ctx_t raw = nullptr;
    if (const auto error = gpgme_new(&raw); error != 0) return gpg_failed("GPGME cannot start", error);
    GpgmeContext context(raw);
    if (const auto error = gpgme_set_protocol(raw, GPGME_PROTOCOL_OpenPGP); error != 0)
        return gpg_failed("GPGME knows no OpenPGP", error);
    if (const auto error = gpgme_ctx_set_engine_info(raw, GPGME_PROTOCOL_OpenPGP, MME_GPG_PROGRAM, home);
        error != 0)
        return gpg_failed("gpg cannot be used", error);
    gpgme_set_offline(raw, 1);
    return context;
}

Result<GpgmeData> data_of(ByteView bytes) {
    gpgme_data_t raw = nullptr;
    const auto error =
        gpgme_data_new_from_mem(&raw, reinterpret_cast<const char*>(bytes.data()), bytes.size(), 0);
    if (error != 0) return gpg_failed("GPGME has no memory", error);
    return GpgmeData(raw);
}

Result<GpgmeData> empty_data() {
    gpgme_data_t raw = nullptr;
    if (const auto error = gpgme_data_new(&raw); error != 0) return gpg_failed("GPGME has no memory", error);
    return GpgmeData(raw);
}

std::string content_of(gpgme_data_t data) {
    std::string content;
    gpgme_data_seek(data, 0, SEEK_SET);
    std::array<char, 4096> buffer{};
    for (gpgme_ssize_t got = 0; (got = gpgme_data_read(data, buffer.data(), buffer.size())) > 0;)
        content.append(buffer.data(), static_cast<std::size_t>(got));
    return content;
}

}  // namespace mme
