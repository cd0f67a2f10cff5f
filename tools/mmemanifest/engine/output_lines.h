// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mme {

/// The next line of a program's output, without its end (LF or CR LF); blank ones are left out. It is taken
/// off `rest`. Nothing when there is no more.
std::optional<std::string_view> next_line(std::string_view& rest);

/// All of them, for an output that is known to be small.
std::vector<std::string_view> lines_of(std::string_view output);

}  // namespace mme
