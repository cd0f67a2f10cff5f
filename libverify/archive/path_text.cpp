// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/path_text.h"

#include <algorithm>

#include "libverify/digest/hasher.h"
#include "manifest/printable.h"

namespace mme {
namespace {

/// Bytes of the character or escape that begins at `at`: none is cut in two.
std::size_t unit_at(std::string_view text, std::size_t at) {
    if (text[at] != '\\') return std::max<std::size_t>(first_character(text.substr(at)).length, 1);
    const char kind = at + 1 < text.size() ? text[at + 1] : '\\';
    if (kind == 'x') return 4;
    return kind == '~' ? 66 : 2;
}

}  // namespace

bool is_printable(std::string_view text) {
    while (!text.empty()) {
        const Character one = first_character(text);
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
