// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

// The one home of gpgme.h: handles that free themselves, and what every use of gpg begins with.
#include <gpgme.h>

#include <memory>
#include <string>
#include <type_traits>

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

template <class T, auto release>
struct GpgmeDeleter {
    void operator()(T* object) const noexcept { release(object); }
};
template <class Pointer, auto release>
using GpgmeHandle =
    std::unique_ptr<std::remove_pointer_t<Pointer>, GpgmeDeleter<std::remove_pointer_t<Pointer>, release>>;

using GpgmeContext = GpgmeHandle<gpgme_ctx_t, gpgme_release>;
using GpgmeData = GpgmeHandle<gpgme_data_t, gpgme_data_release>;
using GpgmeKey = GpgmeHandle<gpgme_key_t, gpgme_key_unref>;

/// internal-error that says what was tried, GPGME's reason and which gpg program is used.
Error gpg_failed(const std::string& doing, gpgme_error_t error);

/// An OpenPGP context that uses MME_GPG_PROGRAM, offline. `home` null means the caller's own. Each call
/// starts gpg once, because GPGME asks the program for its version.
Result<GpgmeContext> open_gpgme(const char* home);

/// A view of the bytes, which must outlive it; and a buffer to write to.
Result<GpgmeData> data_of(ByteView bytes);
Result<GpgmeData> empty_data();
std::string content_of(gpgme_data_t data);

}  // namespace mme
