// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

namespace mme {

/// What becomes of the transaction of which something is said.
enum class Outcome { goes_on, refused_whole, refused_element };

/// Says `text` (lines ended by '\n') to whoever runs the transaction: through rpmlog, as a warning if it
/// goes on and else as an error, and on standard error too if that is a terminal and the front end
/// would not show what rpmlog was told.
void announce(const std::string& text, Outcome outcome);

}  // namespace mme
