// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/exchange/table.h"

namespace mme {

/// One HTML document in UTF-8 that needs nothing else, well-formed as XML too; every cell is escaped.
std::string html_text(const Table& table);

}  // namespace mme
