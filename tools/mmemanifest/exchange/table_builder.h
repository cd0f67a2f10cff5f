// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "manifest/result.h"
#include "tools/mmemanifest/exchange/table.h"

namespace mme {

/// Takes the rows of a table as they are read, the header first, and holds them to import_limits.h and to
/// the header's number of cells. Errors: internal-error, naming the row (0 is the header).
class TableBuilder {
  public:
    Status add(Row row);
    /// How messages call the row that is added next.
    [[nodiscard]] std::string next_row() const;
    /// Errors: no header, or no row below it.
    Result<Table> finish();

  private:
    Table table_;
};

/// "row 3", or "the header" for 0.
std::string row_name(std::size_t number);

}  // namespace mme
