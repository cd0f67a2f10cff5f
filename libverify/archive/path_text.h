// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

namespace mme {

/// The longest path a manifest holds, in bytes (SPEC.md section 2).
inline constexpr std::size_t max_path_bytes = 4096;

/// Any bytes as the printable UTF-8 that a manifest and a terminal can take (SPEC.md section 4.1):
/// control and direction characters, bytes that are no UTF-8, and "!" before "/" become \xHH for each byte,
/// a backslash becomes two. No two inputs give the same text.
std::string path_text(std::string_view raw);

/// Whether a text is well-formed UTF-8 without control and direction characters.
bool is_printable(std::string_view text);

/// At most `most` bytes of such a text. A longer one is cut between characters and ends in "\~" and the
/// SHA-256 of the whole text, so that it still names one path. `most` is at least 128.
std::string shortened(std::string text, std::size_t most = max_path_bytes);

/// The path of a member: CONTAINER!/NAME, shortened. `container` is such a text already, `raw` is as stored.
std::string member_path(std::string_view container, std::string_view raw);

}  // namespace mme
