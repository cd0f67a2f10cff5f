// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>
#include <vector>

namespace mme {

/// The lines of a program's output, without their ends (LF or CR LF); blank ones are left out.
std::vector<std::string_view> lines_of(std::string_view output);

}  // namespace mme
