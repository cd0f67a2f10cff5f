// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mme {

/// A character of well-formed UTF-8 (Unicode 15 table 3-7) and its bytes; length 0: no character begins here.
struct Character {
    std::uint32_t code = 0;
    std::size_t length = 0;
};

/// The character at the start of a text that is not empty.
Character first_character(std::string_view text) noexcept;

/// Whether a character would move a cursor, break a line, or change the order in which a reader sees the
/// rest.
bool misleads(std::uint32_t code) noexcept;

/// Each byte as \xHH.
std::string escaped_bytes(std::string_view bytes);

/// Text from outside, fit for a place in one line of a terminal or a log. C0 and C1 control characters, DEL,
/// what ends a line, direction marks, characters without width, and bytes that are no UTF-8 become \xHH for
/// each byte. Everything else stays as it is, a backslash too, so this is for people to read and not for
/// reading back.
std::string printable(std::string_view text);

/// printable(), and at most `most` bytes of it: a longer text is cut between characters and ends in
/// " ...(N bytes)", N being its whole length. `most` is at least 64.
std::string printable_start(std::string_view text, std::size_t most);

/// printable(), and at most `most` bytes of it, cut between characters, for a line of a terminal.
std::string printable_columns(std::string_view text, std::size_t most);

}  // namespace mme
