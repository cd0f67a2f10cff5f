// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

#include "manifest/result.h"

namespace mme {

// Files of control.tar that dpkg reads line by line while it unpacks, and stops at what it does not take:
// under apt in the middle of a batch, so that it is said before. The rules are those of dpkg 1.21 to 1.23.

/// Checks `conffiles` (deb-conffiles(5)): absolute paths, with "remove-on-upgrade " before them or nothing.
/// Errors: archive-malformed naming the line.
Status check_deb_conffiles(std::string_view text);

/// Checks `triggers` (deb-triggers(5)): directives, each with the name of one trigger. Errors:
/// archive-malformed naming the line.
Status check_deb_triggers(std::string_view text);

}  // namespace mme
