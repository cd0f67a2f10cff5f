// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// A regular expression over one line of bytes, in RE2's syntax: its time is linear in the line and its
/// memory bounded, whatever a scanner prints. Groups are named: (?P<path>...).
class Pattern {
  public:
    /// Errors: internal-error if it cannot be compiled, or lacks a group of `required`, or has one that is
    /// neither in `required` nor in `optional`.
    static Result<Pattern> compile(const std::string& text, const std::vector<std::string>& required,
                                   const std::vector<std::string>& optional = {});

    using Groups = std::map<std::string, std::string>;
    /// The groups that took part, if the pattern is found anywhere in the line.
    [[nodiscard]] std::optional<Groups> find(std::string_view line) const;

  private:
    struct Compiled;
    explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace mme
