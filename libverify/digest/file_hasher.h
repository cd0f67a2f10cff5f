// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "libverify/io/bytes.h"

namespace mme {

/// A digest by one of the algorithms that rpm uses for files, by OpenPGP's numbers: MD5 1, SHA-1 2, SHA-256
/// 8, SHA-384 9, SHA-512 10, SHA-224 11, SHA3-256 12, SHA3-512 14. Weak ones too: a header may be old, and it
/// is covered by a SHA-256 of its own. An algorithm that is not known or that OpenSSL does not give throws
/// std::runtime_error.
class FileHasher {
  public:
    explicit FileHasher(std::uint64_t algorithm);
    void update(ByteView bytes);
    /// The digest of all bytes so far in lower-case hexadecimal; the hasher may not be used afterwards.
    [[nodiscard]] std::string finish();

    /// Bytes of a digest; 0 for an algorithm that is not known.
    static std::size_t digest_bytes(std::uint64_t algorithm) noexcept;

  private:
    struct Free {
        void operator()(void* context) const noexcept;
    };
    std::unique_ptr<void, Free> context_;
};

}  // namespace mme
