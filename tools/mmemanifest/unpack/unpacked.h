// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "manifest/model.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// Takes a file that every engine has to see. An error ends the unpacking.
using Offer = std::function<Status(std::shared_ptr<const SpooledFile>)>;

/// What unpacking found, for the manifest.
struct Unpacked {
    std::vector<FileEntry> files;  ///< a deb's inventory, in the payload's order; an rpm's header has its own
    std::vector<Container> containers;  ///< files that held files
    std::vector<Skipped> gaps;          ///< what no engine was offered: no result is clean if there is one
};

}  // namespace mme
