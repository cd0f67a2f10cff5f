// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mme {

/// A SHA-256 value (FIPS 180-4), always 32 bytes: an empty or short digest cannot be expressed.
struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};

    auto operator<=>(const Sha256&) const = default;

    /// 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;

    /// 43 characters of base64 without padding (RFC 4648 section 4): the short form of inventories.
    [[nodiscard]] std::string base64() const;

    /// Reads exactly 64 lower-case hexadecimal digits; nothing for any other text.
    static std::optional<Sha256> from_hex(std::string_view text) noexcept;

    /// Reads exactly what base64() writes: the two bits that are left over at the end are 0.
    static std::optional<Sha256> from_base64(std::string_view text) noexcept;
};

}  // namespace mme
