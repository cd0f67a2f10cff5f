// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/digest/hasher.h"
#include "manifest/model.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// The list of members that were offered from inside one file, as it grows: a count and a running digest,
/// so that memory does not grow with it.
class Listing {
  public:
    void add(const SpooledFile& member);
    [[nodiscard]] bool empty() const noexcept { return members_ == 0; }
    /// The manifest's table; the listing may not be used afterwards.
    [[nodiscard]] Container finish(std::string path);

  private:
    std::uint64_t members_ = 0;
    std::uint64_t bytes_ = 0;
    Hasher lines_;
};

}  // namespace mme
