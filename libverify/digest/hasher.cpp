// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/digest/hasher.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <stdexcept>

namespace mme {
namespace {

constexpr std::uint64_t hashed_at_once = std::uint64_t{1} << 20U;

EVP_MD_CTX* context_of(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

void must(int result, const char* what) {
    if (result != 1) throw std::runtime_error(what);
}

/// Looked up once: OpenSSL 3 otherwise searches its providers for each digest, which costs more than hashing
/// a node of a batch.
const EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (algorithm == nullptr) throw std::runtime_error("OpenSSL has no SHA-256");
    return algorithm;
}

}  // namespace

void Hasher::Free::operator()(void* context) const noexcept {
    EVP_MD_CTX_free(context_of(context));
}

Hasher::Hasher() : context_(EVP_MD_CTX_new()) {
    if (!context_) throw std::runtime_error("OpenSSL has no digest context");
    must(EVP_DigestInit_ex(context_of(context_.get()), sha256_algorithm(), nullptr),
         "OpenSSL cannot start SHA-256");
}

void Hasher::update(ByteView bytes) {
    must(EVP_DigestUpdate(context_of(context_.get()), bytes.data(), bytes.size()), "OpenSSL cannot hash");
}

Sha256 Hasher::finish() {
    Sha256 digest;
    unsigned length = 0;
    must(EVP_DigestFinal_ex(context_of(context_.get()), digest.bytes.data(), &length),
         "OpenSSL cannot finish SHA-256");
    if (length != digest.bytes.size()) throw std::runtime_error("OpenSSL gave a digest of another length");
    return digest;
}

Sha256 sha256_of(ByteView bytes) {
    Hasher hasher;
    hasher.update(bytes);
    return hasher.finish();
}

Sha256 hmac_of(ByteView secret, ByteView bytes) {
    Sha256 value;
    unsigned size = 0;
    if (HMAC(sha256_algorithm(), secret.data(), static_cast<int>(secret.size()), bytes.data(), bytes.size(),
             value.bytes.data(), &size) == nullptr ||
        size != value.bytes.size())
        throw std::runtime_error("OpenSSL cannot authenticate");
    return value;
}

Result<Sha256> sha256_of_range(const PackageFile& file, std::uint64_t offset, std::uint64_t length) {
    // Only advice: the digest is the same if the kernel does not take it.
    static_cast<void>(::posix_fadvise(file.descriptor(), static_cast<off_t>(offset),
                                      static_cast<off_t>(length), POSIX_FADV_SEQUENTIAL));
    Hasher hasher;
    Bytes piece(std::min(length, hashed_at_once));
    while (length > 0) {
        const std::span<std::uint8_t> part{piece.data(), std::min(length, hashed_at_once)};
        MME_CHECK(file.read_at(offset, part));
        hasher.update(part);
        offset += part.size();
        length -= part.size();
    }
    return hasher.finish();
}

}  // namespace mme
