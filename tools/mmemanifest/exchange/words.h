// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

namespace mme {

/// The words of a text in lower-case ASCII, one space between them: letters, digits and bytes outside ASCII
/// belong to words, everything else divides them. "Anti-Virus  Engine" gives "anti virus engine".
std::string lower_words(std::string_view text);

/// Whether a text of lower_words() has a word; "anti virus" is one of two.
bool has_word(std::string_view words, std::string_view word);

}  // namespace mme
