// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "manifest/result.h"

namespace mme {

/// The absolute path that dpkg creates for a name in data.tar: "./opt/mme", "opt/mme" and "/opt/mme" are
/// "/opt/mme"; "./" and "." are "/". A directory's name may end in one slash. Refused is what dpkg and the
/// kernel would take for another path than it says, or dpkg not at all: components that are empty, "." or
/// ".."; a newline or NUL; more than 4,096 bytes; and names that end in .dpkg-new or .dpkg-tmp, under which
/// dpkg keeps other files of the package while it unpacks. Errors: archive-malformed, without the name.
Result<std::string> deb_installed_path(std::string_view name, bool is_directory);

}  // namespace mme
