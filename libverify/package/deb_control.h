// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libverify/package/package.h"

namespace mme {

/// What a deb's control file says that a policy looks at (deb-control(5)).
struct DebControl {
    Identity identity;
    std::string maintainer;
    std::vector<std::string> claims;  ///< names of Provides, Replaces, Conflicts and Breaks
    Tally files;                      ///< the regular files of control.tar
};

/// Parses one stanza. Errors: archive-malformed naming the line, for a field that is there twice, a second
/// stanza, or an absent or empty Package, Version or Architecture.
Result<DebControl> parse_deb_control(std::string_view text);

/// Finds the one file `control` in control.tar and parses it. At most 32 MiB are expanded.
Result<DebControl> read_deb_control(const PackageFile& file, Extent control_tar);

}  // namespace mme
