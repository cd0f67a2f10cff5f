// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "manifest/result.h"
#include "manifest/timestamp.h"

namespace mme {

/// Reads a date and time of day, year first: "2026-11-23T18:01:40Z", "2026/11/23 18:01 +09:00", "... UTC". A
/// time without a zone is in `zone`, minutes east of UTC. Errors (internal-error): neither has a zone,
/// another form, no such moment.
Result<Timestamp> read_scan_time(const std::string& text, std::optional<std::chrono::minutes> zone);

}  // namespace mme
