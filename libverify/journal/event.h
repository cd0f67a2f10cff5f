// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/journal/journal.h"

namespace mme {

/// One event as a JSON object on one line, without the line's end. `previous` is the SHA-256 of the
/// line before as hexadecimal, or 64 zeros for the first.
std::string event_line(const EventContext& context, const Decision& decision, const std::string& previous);

}  // namespace mme
