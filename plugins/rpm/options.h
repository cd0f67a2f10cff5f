// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

#include "libverify/host/layout.h"
#include "manifest/result.h"

namespace mme {

/// Reads the plugin's options: "policy=FILE state=DIR log=DIR" in any order, each optional, separated
/// by spaces. Errors: internal-error for anything else, so that a typing mistake in the macro is no
/// silent default.
Result<HostLayout> parse_options(std::string_view options);

}  // namespace mme
