// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"
#include "manifest/timestamp.h"

namespace mme {

/// Bounds for one string of a strict TOML document.
struct TextRule {
    std::size_t max_bytes = 1024;
    bool may_be_empty = false;  ///< empty or blank (only white space)
};

/// A table of a TOML 1.0 document, read strictly: each key is asked for by name, and finish()
/// refuses what nobody asked for. This is the one reader for manifests, policies and every other
/// TOML text of the project; toml.cpp is the one file that knows TOML++.
///
/// All errors carry the code given to parse() and a detail of the form
/// "line 12, column 3: key 'package.name': found ..., wanted ...".
/// Keys whose name begins with "x-" are extensions and may hold anything, provided they are tables.
class TomlTable {
  public:
    /// Parses a whole document.
    /// Refuses: more than max_bytes, a NUL byte, a byte-order mark, invalid UTF-8, duplicate keys,
    /// what exceeds toml_bounds.h, and everything TOML 1.0 refuses.
    static Result<TomlTable> parse(std::string_view text, std::size_t max_bytes, Code on_error);

    /// The dotted name of this table for messages; empty for the root.
    [[nodiscard]] const std::string& path() const;

    // Each of these marks the key as known. The plain form refuses an absent key; the optional_
    // form gives nothing for it. A value of another type is always refused.
    [[nodiscard]] bool has(std::string_view key) const;
    Result<std::string> string(std::string_view key, TextRule rule = {});
    Result<std::optional<std::string>> optional_string(std::string_view key, TextRule rule = {});
    Result<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
    Result<bool> boolean(std::string_view key);
    /// An offset date-time, converted to UTC; local date-times, dates and times are refused.
    Result<Timestamp> time(std::string_view key);
    Result<std::vector<std::string>> strings(std::string_view key, TextRule rule = {});
    Result<std::optional<std::vector<std::string>>> optional_strings(std::string_view key,
                                                                     TextRule rule = {});
    /// A string of any length and any number of lines, for a reader of its lines; it lives as long as the
    /// document.
    Result<std::optional<std::string_view>> optional_lines(std::string_view key);
    Result<TomlTable> table(std::string_view key);
    Result<std::optional<TomlTable>> optional_table(std::string_view key);
    /// An array of tables; absent gives an empty list (the caller decides what that means).
    Result<std::vector<TomlTable>> tables(std::string_view key);

    /// Refuses the first key that was not asked for.
    Status finish() const;

    /// An error at a key of this table, for rules that only the caller knows.
    [[nodiscard]] Error error_at(std::string_view key, std::string problem) const;
    /// The same with another code (manifest-unsupported, scan-missing).
    [[nodiscard]] Error error_at(std::string_view key, Code code, std::string problem) const;

    /// The same in a line of a string of many lines, from 1, that begins on the line after its quotes.
    [[nodiscard]] Error error_in_line(std::string_view key, std::size_t line, std::string problem) const;

    /// Every key of the document as "name line column", for messages that come from later checks.
    [[nodiscard]] std::string place_of(std::string_view key) const;

  private:
    struct Impl;
    explicit TomlTable(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
    std::shared_ptr<Impl> impl_;
};

/// The text as a TOML basic string with its quotes (TOML 1.0 section "String"): what a writer emits, and a
/// terminal can show: control characters and those that change lines or direction are escapes. The text must
/// be valid UTF-8.
std::string toml_quoted(std::string_view text);

}  // namespace mme
