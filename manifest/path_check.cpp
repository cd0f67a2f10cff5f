// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/path_check.h"

#include <algorithm>

#include "manifest/printable.h"
#include "manifest/sha256.h"

namespace mme {
namespace {

constexpr std::string_view upper_case_digits = "0123456789ABCDEF";

/// "xHH" of a byte that a manifest cannot hold as it is: one of no character, of a control character, or of
/// one that changes lines or direction; and "!".
bool is_byte_escape(std::string_view text) noexcept {
    if (text.size() < 3) return false;
    const auto high = upper_case_digits.find(text[1]);
    const auto low = upper_case_digits.find(text[2]);
    if (high == std::string_view::npos || low == std::string_view::npos) return false;
    const auto byte = high * 16 + low;
    return byte < 0x20 || byte >= 0x7F || byte == '!';
}

/// The length of the escape at the start of a text that begins with a backslash; 0: it is none.
std::size_t escape_length(std::string_view text) noexcept {
    const std::string_view rest = text.substr(1);
    if (rest.starts_with('\\') || rest.starts_with('+')) return 2;
    if (rest.starts_with('x') && is_byte_escape(rest)) return 4;
    if (rest.starts_with('~') && Sha256::from_hex(rest.substr(1))) return text.size();
    return 0;
}

/// What most names consist of and what begins nothing else.
bool is_plain(char c) noexcept {
    return c >= ' ' && c <= '~' && c != '\\' && c != '!';
}

std::size_t unit_length(std::string_view text) noexcept {
    if (text.front() == '\\') return escape_length(text);
    const Character one = first_character(text);
    return misleads(one.code) || text.starts_with("!/") ? 0 : one.length;
}

}  // namespace

bool is_path_form(std::string_view text) noexcept {
    for (;;) {
        const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
        text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
        if (text.empty()) return true;
        const std::size_t length = unit_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
}

}  // namespace mme
