// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "tools/mmemanifest/engine/engine.h"

namespace mme {

enum class EngineKind { clamav, yara };

/// An --engine option: which engine, and its database directory or rule file.
struct EngineChoice {
    EngineKind kind = EngineKind::clamav;
    std::string source;
};

/// Reads "clamav", "clamav:database=DIR" or "yara:rules=FILE". Errors: internal-error (a usage error).
Result<EngineChoice> parse_engine_choice(const std::string& text);

/// Opens the chosen engines, or those this machine has configured (ClamAV with a database in its
/// usual place) if none was chosen. Having no engine at all is an error, and so is one that is chosen twice.
Result<std::vector<std::unique_ptr<Engine>>> open_engines(std::vector<EngineChoice> choices);

}  // namespace mme
