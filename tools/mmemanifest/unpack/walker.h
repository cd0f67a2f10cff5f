// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "libverify/archive/archive_walk.h"
#include "libverify/io/package_file.h"

namespace mme {

/// Takes the entries of an archive, one after the other.
using Visit = std::function<Status(ArchiveEntry&)>;
/// A function that reads an archive (walk_container, walk_payload, ...) and calls the visitor with each
/// entry. Returns where the archive ended, or 0 where nobody asks.
using Walk = std::function<Result<std::uint64_t>(const Visit&)>;
/// Is told why a walk was given up, where it was not the archive that said so: a crash, a limit.
using Lost = std::function<void(const std::string& reason)>;

/// Where archives are read: every decoder and every parser of an archive is called through this.
class Walker {
  public:
    Walker() = default;
    Walker(const Walker&) = delete;
    Walker& operator=(const Walker&) = delete;
    virtual ~Walker() = default;

    /// Runs the walk over `file`, the only file it may touch, and calls `visit` in this process.
    /// Errors: the visitor's and the walk's own; scan-inconclusive after `lost` was told.
    [[nodiscard]] virtual Result<std::uint64_t> run(const PackageFile& file, const Walk& walk,
                                                    const Visit& visit, const Lost& lost) const = 0;
};

/// Runs walks in this process, for tests of what archives hold.
const Walker& direct_walker();

}  // namespace mme
