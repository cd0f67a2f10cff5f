// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/output_lines.h"

#include <algorithm>

namespace mme {

std::optional<std::string_view> next_line(std::string_view& rest) {
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) return line;
    }
    return std::nullopt;
}

std::vector<std::string_view> lines_of(std::string_view output) {
    std::vector<std::string_view> lines;
    while (const auto line = next_line(output)) lines.push_back(*line);
    return lines;
}

}  // namespace mme
