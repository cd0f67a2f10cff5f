// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/decision/decision.h"
#include "manifest/printable.h"

namespace mme {

/// The rejected packages of a transaction as an operator reads them: package, "refused (code)",
/// sentence, found and wanted, "hint:". One finding after the other, lines end in '\n'; empty when
/// nothing was rejected. The same text on every front end.
std::string refusal_text(const TransactionDecision& decision);

/// One package, as `mmeverify check` shows it, whatever its verdict.
std::string decision_text(const Decision& decision);

/// The whole as JSON for `--json`, two spaces of indentation, one '\n' at the end.
std::string decision_json(const TransactionDecision& decision);

}  // namespace mme
