// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "manifest/result.h"
#include "tools/mmemanifest/exchange/table.h"

namespace mme {

/// RFC 4180: CRLF, and quotes where a comma, a quote, CR or LF needs them. Nothing else is guarded against.
std::string csv_text(const Table& table);

/// Reads RFC 4180 strictly, with CRLF or LF and without a byte-order mark. Errors (internal-error, naming the
/// row): a quote inside an unquoted cell, text after a closing quote, a quote that is never closed, CR alone,
/// a row with another number of cells than the header, more rows or cells than import_limits.h allows.
Result<Table> parse_csv(std::string_view text);

}  // namespace mme
