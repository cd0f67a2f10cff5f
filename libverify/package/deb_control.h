// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "libverify/archive/archive_walk.h"
#include "libverify/package/ar.h"
#include "libverify/package/package.h"

namespace mme {

/// What a deb's control file says that a policy looks at (deb-control(5)), as dpkg will keep it.
struct DebControl {
    Identity identity;
    std::string maintainer;
    std::vector<std::string> claims;  ///< names of Provides, Replaces, Conflicts and Breaks, in lower case
    Tally files;                      ///< the regular files of control.tar
};

/// Parses a control file. Errors: archive-malformed for anything that dpkg refuses or reads otherwise than it
/// is written, among it fields that change the identity behind Version's back (Revision and the like).
Result<DebControl> parse_deb_control(std::string_view text);

/// Finds the one file `control` in control.tar and parses it. Errors: as walk_control_tar() and
/// parse_deb_control().
Result<DebControl> read_deb_control(const PackageFile& file, const ArMember& control_tar);

/// Visits each file of control.tar; its path is its plain name ("postinst"). Beside files there may be the
/// directory "./"; no links, no other directory or spelling, and no name twice, whatever GNU tar would make
/// of it. At most 1,000 files and 32 MiB. Errors: the visitor's own; archive-malformed.
Status walk_control_tar(const PackageFile& file, const ArMember& control_tar,
                        const std::function<Status(ArchiveEntry&)>& visit);

/// The same for a package that was read.
Status walk_control_files(const PackageFile& file, const Package& package,
                          const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
