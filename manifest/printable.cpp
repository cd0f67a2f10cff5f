// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/printable.h"

#include <algorithm>

namespace mme {
namespace {

std::size_t length_by_first(std::uint8_t byte) noexcept {
    if (byte < 0x80) return 1;
    if (byte >= 0xC2 && byte < 0xE0) return 2;
    if (byte >= 0xE0 && byte < 0xF0) return 3;
    return byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
}

bool is_scalar(const Character& one) noexcept {
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = one.code >= 0xD800 && one.code < 0xE000;
    return one.code >= least[one.length] && one.code <= 0x10FFFF && !surrogate;
}

constexpr bool is_within(std::uint32_t code, std::uint32_t first, std::uint32_t last) noexcept {
    return code >= first && code <= last;
}

/// What takes no room, so that two texts which differ look the same (Unicode's Default_Ignorable_Code_Point
/// without the joiners U+200C and U+200D, which scripts need, and without variation selectors).
bool is_invisible(std::uint32_t code) noexcept {
    return code == 0xAD || code == 0x34F || code == 0x115F || code == 0x1160 || code == 0x180E ||
           code == 0x200B || is_within(code, 0x2060, 0x206F) || code == 0x3164 || code == 0xFFA0 ||
           is_within(code, 0xFFF0, 0xFFFB) || is_within(code, 0xE0000, 0xE00FF);
}

/// Calls `take` with each piece of the text as printable() gives it, until `take` says no.
template <class Take>
void each_piece(std::string_view text, Take take) {
    while (!text.empty()) {
        const Character one = first_character(text);
        const auto bytes = text.substr(0, std::max<std::size_t>(one.length, 1));
        const bool shown = one.length > 0 && !misleads(one.code) && !is_invisible(one.code);
        if (!take(shown ? std::string{bytes} : escaped_bytes(bytes))) return;
        text.remove_prefix(bytes.size());
    }
}

}  // namespace

Character first_character(std::string_view text) noexcept {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    Character one{byte(0), length_by_first(byte(0))};
    if (one.length <= 1) return one;
    if (one.length > text.size()) return {};
    one.code &= 0x7FU >> one.length;
    for (std::size_t i = 1; i < one.length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return {};
        one.code = one.code << 6U | (byte(i) & 0x3FU);
    }
    return is_scalar(one) ? one : Character{};
}

bool misleads(std::uint32_t code) noexcept {
    return code < 0x20 || is_within(code, 0x7F, 0x9F) || code == 0x061C || is_within(code, 0x200E, 0x200F) ||
           is_within(code, 0x2028, 0x202E) || is_within(code, 0x2066, 0x2069) || code == 0xFEFF;
}

std::string escaped_bytes(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        text += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    }
    return text;
}

std::string printable(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    each_piece(text, [&](const std::string& piece) {
        safe += piece;
        return true;
    });
    return safe;
}

std::string printable_start(std::string_view text, std::size_t most) {
    const std::string ending = " ...(" + std::to_string(text.size()) + " bytes)";
    std::string safe;
    std::size_t kept = 0;  // as much as leaves room for the ending
    bool whole = true;
    each_piece(text, [&](const std::string& piece) {
        safe += piece;
        if (safe.size() + ending.size() <= most) kept = safe.size();
        whole = safe.size() <= most;
        return whole;
    });
    return whole ? safe : safe.substr(0, kept) + ending;
}

std::string printable_columns(std::string_view text, std::size_t most) {
    std::string safe;
    each_piece(text, [&](const std::string& piece) {
        if (safe.size() + piece.size() > most) return false;
        safe += piece;
        return true;
    });
    return safe;
}

}  // namespace mme
