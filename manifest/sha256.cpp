// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/sha256.h"

namespace mme {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

std::string Sha256::hex() const {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::optional<Sha256> Sha256::from_hex(std::string_view text) noexcept {
    Sha256 digest;
    if (text.size() != digest.bytes.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const auto high = digits.find(text[2 * i]);
        const auto low = digits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

}  // namespace mme
