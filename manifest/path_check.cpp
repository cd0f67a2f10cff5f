// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/path_check.h"

#include <algorithm>
#include <optional>

#include "manifest/printable.h"
#include "manifest/sha256.h"

namespace mme {
namespace {

constexpr std::size_t cut_ending_bytes = 66;  ///< "\~" and a digest
constexpr std::size_t most_unit_bytes = 4;    ///< of a character or an escape

/// What a text in the form of a path stands for.
struct NameBytes {
    std::string raw;
    std::string_view kept;  ///< the text without the ending of one that was cut
    bool cut = false;
};

/// "HH" in the one spelling.
std::optional<char> byte_of(std::string_view digits) noexcept {
    constexpr std::string_view upper_case_digits = "0123456789ABCDEF";
    if (digits.size() < 2) return std::nullopt;
    const auto high = upper_case_digits.find(digits[0]);
    const auto low = upper_case_digits.find(digits[1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    return static_cast<char>(high * 16 + low);
}

/// Undoes the escapes, needed or not; nothing if a backslash begins none.
std::optional<NameBytes> name_bytes(std::string_view text) {
    NameBytes name{{}, text};
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("\\~")) {
            if (rest.size() != cut_ending_bytes || !Sha256::from_hex(rest.substr(2))) return std::nullopt;
            name.kept = text.substr(0, at);
            name.cut = true;
            return name;
        }
        const bool hexadecimal = rest.starts_with("\\x");
        const auto byte = hexadecimal ? byte_of(rest.substr(2)) : std::optional{rest.front()};
        if (!byte || (rest.front() == '\\' && !hexadecimal && !rest.starts_with("\\\\"))) return std::nullopt;
        name.raw += *byte;
        at += hexadecimal ? 4 : rest.front() == '\\' ? 2 : 1;
    }
    return name;
}

/// What most names consist of and what begins nothing else.
bool is_plain(char c) noexcept {
    return c >= ' ' && c <= '~' && c != '\\' && c != '!';
}

}  // namespace

std::string path_text(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    while (!raw.empty()) {
        const Character one = first_character(raw);
        const auto bytes = raw.substr(0, std::max<std::size_t>(one.length, 1));
        if (one.length == 0 || misleads(one.code) || raw.starts_with("!/"))
            text += escaped_bytes(bytes);
        else if (one.code == '\\')
            text += "\\\\";
        else
            text += bytes;
        raw.remove_prefix(bytes.size());
    }
    return text;
}

bool is_path_form(std::string_view text, std::size_t most) {
    if (text.size() > most) return false;
    if (std::all_of(text.begin(), text.end(), is_plain)) return true;
    auto name = name_bytes(text);
    if (!name || (name->cut && text.size() + most_unit_bytes <= most)) return false;
    if (path_text(name->raw) == name->kept) return true;
    // A slash may have been cut off behind its exclamation mark.
    return name->cut && path_text(name->raw + '/') == std::string(name->kept) + '/';
}

}  // namespace mme
