// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/sha256.h"

namespace mme {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t base64_length = 43;

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

std::string Sha256::base64() const {
    std::string text;
    text.reserve(base64_length);
    unsigned waiting = 0;  // bits
    std::uint32_t bits = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8U | byte;
        for (waiting += 8; waiting >= 6; waiting -= 6) text += base64_digits[bits >> (waiting - 6) & 63U];
    }
    return text + base64_digits[bits << (6 - waiting) & 63U];
}

std::optional<Sha256> Sha256::from_base64(std::string_view text) noexcept {
    Sha256 digest;
    if (text.size() != base64_length) return std::nullopt;
    std::size_t length = 0;
    unsigned waiting = 0;  // bits
    std::uint32_t bits = 0;
    for (const char c : text) {
        const auto value = base64_digits.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        waiting += 6;
        if (waiting < 8) continue;
        waiting -= 8;
        digest.bytes[length++] = static_cast<std::uint8_t>(bits >> waiting);
    }
    if ((bits & ((1U << waiting) - 1)) != 0) return std::nullopt;
    return digest;
}

}  // namespace mme
