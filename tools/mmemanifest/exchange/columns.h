// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <cstddef>

#include "manifest/result.h"
#include "tools/mmemanifest/exchange/table.h"

namespace mme {

enum class Column { engine, engine_version, database_version, scan_time, result };

/// Where each of the five columns stands.
using Columns = std::array<std::size_t, 5>;

/// Finds the five columns by the words of their headers (mmemanifest(1)). Errors: internal-error for a column
/// that is missing or that two headers claim, naming them.
Result<Columns> find_columns(const Row& header);

/// "virus library version".
const char* name_of(Column column) noexcept;

}  // namespace mme
