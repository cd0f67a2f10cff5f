// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "libverify/io/bytes.h"
#include "libverify/io/package_file.h"
#include "manifest/sha256.h"

namespace mme {

/// SHA-256 over bytes that come in pieces, by OpenSSL's EVP (hardware instructions where there are).
/// An internal failure of OpenSSL throws std::runtime_error: no digest is ever made up.
class Hasher {
  public:
    Hasher();
    void update(ByteView bytes);
    /// The digest of all bytes so far; the hasher may not be used afterwards.
    [[nodiscard]] Sha256 finish();

  private:
    struct Free {
        void operator()(void* context) const noexcept;
    };
    std::unique_ptr<void, Free> context_;
};

Sha256 sha256_of(ByteView bytes);

/// HMAC-SHA-256 (RFC 2104) of the bytes under a secret key of at most 2 GiB.
Sha256 hmac_of(ByteView secret, ByteView bytes);

/// SHA-256 of `length` bytes of the file from `offset`, read in pieces: memory does not grow with it.
Result<Sha256> sha256_of_range(const PackageFile& file, std::uint64_t offset, std::uint64_t length);

}  // namespace mme
