// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

namespace mme {

/// Whether a text means itself to apt, dpkg, rpm's macros and a shell alike: it is not empty and holds
/// letters, digits and /._-=+ only.
inline bool is_plain_path(std::string_view text) noexcept {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-=+";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace mme
