// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "libverify/package/package.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

using Offer = std::function<Status(std::shared_ptr<const SpooledFile>)>;

/// Offers everything that an engine has to see, once: the package file itself, each regular file of
/// the payload (hard links once), and the scripts of an rpm or the control members of a deb. All of
/// it is read through the descriptor of `file`, the one whose bytes were hashed.
/// Returns the payload's inventory in the payload's order.
/// Errors: archive-malformed; internal-error when it cannot be stored; whatever `offer` returns.
Result<std::vector<FileEntry>> unpack(const PackageFile& file, const Package& package, const Offer& offer);

}  // namespace mme
