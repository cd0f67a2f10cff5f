// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mme {

/// Any bytes as the printable UTF-8 that a manifest and a terminal can take (SPEC.md section 4.1):
/// control and direction characters, bytes that are no UTF-8, and "!" before "/" become \xHH for each byte,
/// a backslash becomes two. No two inputs give the same text.
std::string path_text(std::string_view raw);

/// Whether a text of at most `most` bytes is what path_text() makes of some bytes, and has no other spelling:
/// each escape is needed where it stands. A text that was cut ends in "\~" and a digest, and is then so long
/// that its next character would not have fitted. A member's path (with "!/" or "\+" in it) is none.
bool is_path_form(std::string_view text, std::size_t most);

}  // namespace mme
