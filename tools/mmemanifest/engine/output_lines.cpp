// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/output_lines.h"

#include <algorithm>

namespace mme {

std::vector<std::string_view> lines_of(std::string_view output) {
    std::vector<std::string_view> lines;
    while (!output.empty()) {
        const auto end = std::min(output.find('\n'), output.size());
        std::string_view line = output.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
        output.remove_prefix(std::min(end + 1, output.size()));
    }
    return lines;
}

}  // namespace mme
