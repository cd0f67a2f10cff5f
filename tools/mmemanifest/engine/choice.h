// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/stream.h"

namespace mme {

enum class EngineKind { clamav, clamd, icap, profile, yara };

/// An --engine option, KIND:[WHAT=]SOURCE[,NAME=VALUE]...
struct EngineChoice {
    EngineKind kind = EngineKind::clamav;
    std::string source;              ///< database directory, rule file, profile, or the ICAP URL as given
    std::vector<Address> addresses;  ///< of daemons
    std::string version_from;        ///< ICAP: the --engine option of what states version and database
    std::optional<std::chrono::seconds> timeout;
    std::optional<unsigned> connections;
    Zone zone;
};

/// Where freshclam(1) puts its databases.
inline constexpr const char* usual_clamav_database = "/var/lib/clamav";

/// Every form that --engine takes, for usage texts.
extern const char* const engine_forms;

/// Reads an --engine option. A comma begins an option only where the name of one follows, so that
/// paths and lists may hold commas. Errors: internal-error (a usage error).
Result<EngineChoice> parse_engine_choice(const std::string& text);

/// Opens one engine. Errors: internal-error, if it cannot be used or does not state a fact of a report.
Result<std::unique_ptr<Engine>> open_engine(const EngineChoice& choice);

/// Opens the chosen engines, or those this machine has configured (ClamAV with a database in its
/// usual place) if none was chosen. Having no engine at all is an error, and so is one that is chosen twice.
Result<std::vector<std::unique_ptr<Engine>>> open_engines(std::vector<EngineChoice> choices);

}  // namespace mme
