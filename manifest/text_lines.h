// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "manifest/result.h"
#include "manifest/toml.h"

namespace mme {

/// Reads a string of many lines, a line of fields between tabs at a time, and copies nothing but what it is
/// asked for. Errors have the table's code and name the line of the document.
class TextLines {
  public:
    /// Table and text have to live as long as this.
    TextLines(const TomlTable& table, std::string_view key, std::string_view text)
        : table_(&table), key_(key), rest_(text), text_(text) {}

    /// Line feeds in the text.
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] bool more() const noexcept { return !rest_.empty(); }
    /// Goes to the next line. Errors: no line feed at its end, more than eight fields.
    Status next();

    [[nodiscard]] std::size_t fields() const noexcept { return count_; }
    /// A field, from 0; it is there.
    [[nodiscard]] std::string_view field(std::size_t index) const { return fields_.at(index); }
    /// The field in quotes and within bounds, for a message.
    [[nodiscard]] std::string shown(std::size_t index) const;

    /// A field as the text that it stands for: in the form of SPEC.md section 4.1, with "\x27" for an
    /// apostrophe, not blank, and at most `most` bytes.
    [[nodiscard]] Result<std::string> text(std::size_t index, std::size_t most) const;
    /// The same for a part of a path, which may be blank but not empty, and is checked as a whole path later.
    [[nodiscard]] Result<std::string> name(std::size_t index) const;
    /// Refuses a text that is not in that form or has more bytes.
    [[nodiscard]] Status check_text(std::string_view text, std::size_t most) const;

    /// What is wrong in the line that was read last.
    [[nodiscard]] Error fault(std::string problem) const;
    /// What is wrong in the whole text.
    [[nodiscard]] Error fault_of_all(std::string problem) const {
        return table_->error_at(key_, std::move(problem));
    }

  private:
    static constexpr std::size_t most_fields = 8;

    const TomlTable* table_;
    std::string_view key_;
    std::string_view rest_;
    std::string_view text_;
    std::size_t line_ = 0;
    std::size_t count_ = 0;
    std::array<std::string_view, most_fields> fields_{};
};

}  // namespace mme
