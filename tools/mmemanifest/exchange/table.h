// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/mmemanifest/exchange/subject.h"

namespace mme {

using Row = std::vector<std::string>;

/// Rows of as many cells as the header has.
struct Table {
    Row header;
    std::vector<Row> rows;

    bool operator==(const Table&) const = default;
};

/// The five columns of vendors' release notes (title and version of the anti-virus software, virus library
/// version, scan time, scan result), after package, version and content id; a row for each scan. The scan
/// time is its beginning, in UTC by RFC 3339. Every cell is a path_text: printable UTF-8 on one line.
Table scan_table(std::span<const Subject> subjects);

}  // namespace mme
