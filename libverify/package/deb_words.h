// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// A package's name as dpkg keeps it: in lower case. It has at least two characters of [a-z0-9+.-] and begins
/// with a letter or digit; dpkg itself would still take "_" and one character (pkg_name_is_illegal). Errors:
/// archive-malformed.
Result<std::string> parse_deb_name(std::string_view text);

/// A version as dpkg writes it into its status file (parseversion, versiondescribe): an epoch of 0 is left
/// out unless a colon follows. Errors: archive-malformed for what dpkg refuses, and for a sign or blank in an
/// epoch.
Result<std::string> parse_deb_version(std::string_view text);

/// An architecture: letters, digits and "-". Errors: archive-malformed.
Result<std::string> parse_deb_architecture(std::string_view text);

/// The names in a value of Provides, Replaces, Conflicts or Breaks, in its order and in lower case.
/// Architecture and version are read as dpkg reads them (f_dependency), and dropped. An empty value has none.
/// Errors: archive-malformed for what dpkg refuses.
Result<std::vector<std::string>> parse_deb_relations(std::string_view value);

/// Checks a value of a field that may name alternatives (Depends, Pre-Depends, Recommends, Suggests,
/// Enhances) as dpkg does, which stops at it while it unpacks. Names here may be what dpkg still takes: one
/// character, and "_". Errors: archive-malformed.
Status check_deb_alternatives(std::string_view value);

}  // namespace mme
