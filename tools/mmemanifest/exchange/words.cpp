// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/words.h"

namespace mme {

std::string lower_words(std::string_view text) {
    std::string words;
    bool divided = false;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool of_word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                             static_cast<unsigned char>(c) >= 0x80;
        if (of_word) {
            if (divided && !words.empty()) words += ' ';
            words += upper ? static_cast<char>(c - 'A' + 'a') : c;
        }
        divided = !of_word;
    }
    return words;
}

bool has_word(std::string_view words, std::string_view word) {
    return (" " + std::string{words} + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

}  // namespace mme
