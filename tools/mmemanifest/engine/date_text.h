// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "manifest/result.h"
#include "manifest/timestamp.h"

namespace mme {

/// The zone of a date that an engine prints without one: minutes east of UTC, or nothing for this
/// machine's local time.
using Zone = std::optional<std::chrono::minutes>;

/// Reads "utc", "local", "+09:00", "-0330". Errors: internal-error.
Result<Zone> parse_zone(const std::string& text);

/// Reads a date in the words of strptime(3), C locale, in `zone` unless the format has %z (the text
/// then states its own) or %s. A format without a time of day means the day's beginning.
/// Errors: internal-error if the text is not wholly used or no such moment exists.
Result<Timestamp> parse_date(const std::string& text, const std::string& format, Zone zone);

}  // namespace mme
