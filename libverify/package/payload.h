// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <string>

#include "libverify/archive/archive_walk.h"
#include "libverify/package/package.h"

namespace mme {

/// The longest path or link target of a package, in bytes (PATH_MAX without its NUL, and one more).
inline constexpr std::size_t most_path_bytes = 4096;

/// A path that a package installs, valid during the visit.
struct PayloadPath {
    std::string path;  ///< absolute, at most most_path_bytes
    FileType type = FileType::file;
    std::string target;  ///< symlink: as stored; hard link: an absolute path of the package; else empty
};

/// Visits each entry of the package's payload as the package manager will create it: types, modes, owners and
/// targets as dpkg or rpm take them. Content comes through ArchiveEntry::read. Bounded are
/// the number of entries (1,000,000), the memory that the walk itself takes, and what a deb expands to: 512
/// MiB and 100 times the stored size of data.tar. The visitor counts anything else.
/// What was visited holds only when the walk has ended well: some faults show at the end of the archive.
/// Errors: the visitor's own; archive-malformed for anything that package managers could read in two ways.
Status walk_payload(const PackageFile& file, const Package& package,
                    const std::function<Status(ArchiveEntry&)>& visit);

/// Visits each path the package installs, without content. A deb's data.tar is read to its end for it, an
/// rpm's header alone. Bounds and errors: as walk_payload.
Status walk_paths(const PackageFile& file, const Package& package,
                  const std::function<Status(const PayloadPath&)>& visit);

}  // namespace mme
