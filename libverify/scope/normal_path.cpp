// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/normal_path.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/archive/path_text.h"
#include "libverify/package/payload.h"

namespace mme {
namespace {

Error no_path(std::string_view stored, std::string_view why) {
    return fail(Code::archive_malformed, fmt::format("the path '{}' {}", shortened(path_text(stored)), why));
}

}  // namespace

Result<std::string> normal_path(std::string_view stored) {
    if (stored.size() > most_path_bytes)
        return no_path(stored,
                       fmt::format("has {} bytes, at most {} are allowed", stored.size(), most_path_bytes));
    if (stored.find('\0') != std::string_view::npos) return no_path(stored, "holds a NUL byte");
    std::string path;
    for (std::string_view rest = stored; !rest.empty();) {
        const auto end = std::min(rest.find('/'), rest.size());
        const auto component = rest.substr(0, end);
        if (component == "..") return no_path(stored, "has a component '..'");
        if (!component.empty() && component != ".") path.append("/").append(component);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return path.empty() ? "/" : path;
}

}  // namespace mme
