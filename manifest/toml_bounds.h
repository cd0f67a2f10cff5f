// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "manifest/result.h"

namespace mme {

// Bounds of SPEC.md section 2 on what a TOML text may hold.

/// Keys, values, elements and headers, counted as the signs `=`, `,`, `.`, `[` and `{` outside of strings and
/// comments: no parser can make more nodes than there are such signs. One costs a parser some 220 bytes.
inline constexpr std::size_t most_toml_signs = 800'000;
/// Brackets and braces that are open at once.
inline constexpr std::size_t most_toml_levels = 32;
/// Names of one dotted key. Each is a table, and destroying deeply nested tables takes stack.
inline constexpr std::size_t most_toml_names = 65;
/// Names that make new tables: those of headers that are not the same as the header before them, and the dots
/// of all other lines (dotted keys). TOML++ searches its list of such tables for each name of a header.
inline constexpr std::size_t most_toml_table_names = 10'000;

/// Refuses a text that would make a parser build a tree too large or too deep, before one is let loose on it.
/// Reads the text once and keeps none of it. Strings of all four kinds and comments are told apart as
/// TOML 1.0 does; where the text is no TOML, no more is counted than a parser reaches before it stops.
/// Errors: `on_error`, as "line 3, column 5: found ..., expected ...".
Status check_toml_bounds(std::string_view text, Code on_error);

}  // namespace mme
