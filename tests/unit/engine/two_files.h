// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string_view>

namespace mme {

/// Which of the two files /f/1 and /f/2 a scanner's path means, and what is in them.
inline std::optional<std::size_t> file_at(std::string_view path) {
    if (path.starts_with("/f/1")) return 0;
    if (path.starts_with("/f/2")) return 1;
    return std::nullopt;
}

}  // namespace mme
