// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "manifest/result.h"
#include "tools/mmemanifest/exchange/table.h"

namespace mme {

/// A pipe table of GitHub Flavored Markdown; what would be markup in a cell is escaped with a backslash.
std::string markdown_text(const Table& table);

/// Whether a line divides the header of a pipe table from its rows, so that the text holds one.
bool holds_pipe_table(std::string_view text);

/// Every pipe table of a text, whatever stands around them; backslash escapes are undone.
/// Errors: internal-error as TableBuilder gives them.
Result<std::vector<Table>> parse_markdown(std::string_view text);

}  // namespace mme
