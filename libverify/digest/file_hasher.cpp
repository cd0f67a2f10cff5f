// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/digest/file_hasher.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace mme {
namespace {

struct FileDigest {
    std::uint64_t number;
    const char* name;  ///< OpenSSL's
    std::size_t bytes;
};

constexpr std::array<FileDigest, 8> file_digests{{{1, "MD5", 16},
                                                  {2, "SHA1", 20},
                                                  {8, "SHA256", 32},
                                                  {9, "SHA384", 48},
                                                  {10, "SHA512", 64},
                                                  {11, "SHA224", 28},
                                                  {12, "SHA3-256", 32},
                                                  {14, "SHA3-512", 64}}};

const FileDigest* find_digest(std::uint64_t algorithm) noexcept {
    const auto* const found = std::find_if(file_digests.begin(), file_digests.end(),
                                           [&](const FileDigest& one) { return one.number == algorithm; });
    return found == file_digests.end() ? nullptr : found;
}

void require_openssl(bool done) {
    if (!done) throw std::runtime_error("OpenSSL cannot compute the digest of a file");
}

EVP_MD_CTX* file_context_of(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

void FileHasher::Free::operator()(void* context) const noexcept {
    EVP_MD_CTX_free(file_context_of(context));
}

std::size_t FileHasher::digest_bytes(std::uint64_t algorithm) noexcept {
    const FileDigest* digest = find_digest(algorithm);
    return digest == nullptr ? 0 : digest->bytes;
}

FileHasher::FileHasher(std::uint64_t algorithm) : context_(EVP_MD_CTX_new()) {
    const FileDigest* digest = find_digest(algorithm);
    const EVP_MD* method = digest == nullptr ? nullptr : EVP_get_digestbyname(digest->name);
    require_openssl(method != nullptr && context_ != nullptr &&
                    EVP_DigestInit_ex(file_context_of(context_.get()), method, nullptr) == 1);
}

void FileHasher::update(ByteView bytes) {
    require_openssl(EVP_DigestUpdate(file_context_of(context_.get()), bytes.data(), bytes.size()) == 1);
}

std::string FileHasher::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    require_openssl(EVP_DigestFinal_ex(file_context_of(context_.get()), digest.data(), &size) == 1);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += digits[digest.at(i) >> 4U];
        text += digits[digest.at(i) & 15U];
    }
    return text;
}

}  // namespace mme
