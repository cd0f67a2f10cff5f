// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <cstdio>

#include "tools/mmemanifest/command/command.h"

namespace mme {

Exit complain(Exit exit, const std::string& text) {
    fmt::print(stderr, "mmemanifest: {}\n", text);
    return exit;
}

Exit complain(const Error& error) {
    const bool refusal = name_of(error.code()).starts_with("scan-");
    return complain(refusal ? Exit::refused : Exit::unchecked,
                    fmt::format("{}: {}", name_of(error.code()), error.text()));
}

}  // namespace mme
