// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "libverify/decision/decision.h"

namespace mme {

/// A decision as JSON: the same fields in `--json` and in the journal.
nlohmann::ordered_json decision_fields(const Decision& decision);

/// "accept", "reject", "not-in-scope".
std::string_view word(Verdict verdict) noexcept;

}  // namespace mme
