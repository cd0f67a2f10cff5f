// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "manifest/result.h"

namespace mme {

/// The fields of a control file by their names in lower case. A value is as dpkg keeps it: the white space at
/// both ends is gone (C's isspace), the newlines and blanks of continued lines are there.
using DebFields = std::map<std::string, std::string>;

/// Reads the one stanza of a binary package's control file (deb-control(5)) as dpkg does; the rules stand in
/// the source. Errors: archive-malformed naming the line.
Result<DebFields> parse_deb_stanza(std::string_view text);

/// What dpkg takes for white space in a control file: blank, tab, newline, and \v \f \r.
inline constexpr std::string_view deb_white_space = " \t\n\v\f\r";

/// archive-malformed about a control file.
Error malformed_control(const std::string& what);

}  // namespace mme
