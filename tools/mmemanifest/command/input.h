// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/engine/choice.h"

namespace mme {

/// Adds --engine, repeatable; a wrong one is a usage error.
void add_engine_option(CLI::App& command, std::vector<std::string>& engines);

/// Opens what --engine named, or the configured engines.
Result<std::vector<std::unique_ptr<Engine>>> engines_named(const std::vector<std::string>& texts);

}  // namespace mme
