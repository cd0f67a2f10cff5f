// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mme {

/// What is wrong with a command line, on one line. The parser complains of what is missing before it looks
/// at what is too much; a word that nobody knows explains both, since it is often the missing one misspelt.
inline std::string objection_to(const CLI::App& program, const CLI::ParseError& error) {
    const auto surplus = program.remaining(true);
    if (surplus.empty()) return error.what();
    const std::string& word = surplus.front();
    return (word.starts_with('-') ? "the option '" : "'") + word + "' is not known";
}

}  // namespace mme
