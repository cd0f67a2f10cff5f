// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>

namespace mme {

// What a report that is read may hold.
inline constexpr std::size_t max_import_bytes = std::size_t{1} << 20U;
inline constexpr std::size_t max_import_rows = 10'000;  ///< without the header
inline constexpr std::size_t max_import_columns = 64;
inline constexpr std::size_t max_cell_bytes = 1024;  ///< as a manifest's strings (SPEC.md section 2)

}  // namespace mme
