// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/path_text.h"

#include <algorithm>
#include <cstdint>

#include "libverify/digest/hasher.h"

namespace mme {
namespace {

/// A character of well-formed UTF-8 (Unicode 15 table 3-7) and its bytes; length 0: no character begins here.
struct Character {
    std::uint32_t code = 0;
    std::size_t length = 0;
};

std::size_t length_by_first(std::uint8_t byte) {
    if (byte < 0x80) return 1;
    if (byte >= 0xC2 && byte < 0xE0) return 2;
    if (byte >= 0xE0 && byte < 0xF0) return 3;
    return byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
}

bool is_scalar(const Character& one) {
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = one.code >= 0xD800 && one.code < 0xE000;
    return one.code >= least[one.length] && one.code <= 0x10FFFF && !surrogate;
}

Character character_at(std::string_view text) {
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

/// What would move a cursor, break a line, or change the order in which a reader sees the rest.
bool misleads(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

void append_escaped(std::string& text, std::string_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        text += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    }
}

/// Bytes of the character or escape that begins at `at`: none is cut in two.
std::size_t unit_at(std::string_view text, std::size_t at) {
    if (text[at] != '\\')
        return std::max<std::size_t>(length_by_first(static_cast<std::uint8_t>(text[at])), 1);
    const char kind = at + 1 < text.size() ? text[at + 1] : '\\';
    if (kind == 'x') return 4;
    return kind == '~' ? 66 : 2;
}

}  // namespace

std::string path_text(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    while (!raw.empty()) {
        const Character one = character_at(raw);
        const auto bytes = raw.substr(0, std::max<std::size_t>(one.length, 1));
        if (one.length == 0 || misleads(one.code) || raw.starts_with("!/"))
            append_escaped(text, bytes);
        else if (one.code == '\\')
            text += "\\\\";
        else
            text += bytes;
        raw.remove_prefix(bytes.size());
    }
    return text;
}

bool is_printable(std::string_view text) {
    while (!text.empty()) {
        const Character one = character_at(text);
        if (one.length == 0 || misleads(one.code)) return false;
        text.remove_prefix(one.length);
    }
    return true;
}

std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    const std::string ending = "\\~" + sha256_of(as_bytes(text)).hex();
    std::size_t end = 0;
    for (std::size_t next = 0; next + ending.size() <= most; next += unit_at(text, next)) end = next;
    return text.substr(0, end) + ending;
}

std::string member_path(std::string_view container, std::string_view raw) {
    return shortened(std::string{container} + "!/" + path_text(raw));
}

}  // namespace mme
