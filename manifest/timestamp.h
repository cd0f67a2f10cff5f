// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <string>

namespace mme {

/// A moment in UTC, to the second.
using Timestamp = std::chrono::sys_seconds;

/// RFC 3339 with 'Z', as TOML and JSON take it: "2026-11-23T18:02:11Z".
std::string to_rfc3339(Timestamp time);

}  // namespace mme
