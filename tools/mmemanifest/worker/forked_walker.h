// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/confinement.h"
#include "tools/mmemanifest/unpack/package_time.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// Runs each walk in a child of its own, which has the archive's descriptor and nothing else: no file, no
/// other process, a gigabyte of memory. The entries come over a connection. A walk is lost when the child
/// crashes, meets a limit, is silent for a minute, or the package's time is over.
class ForkedWalker final : public Walker {
  public:
    ForkedWalker(const Confinement& confinement, PackageTime time) : confinement_(confinement), time_(time) {}

    [[nodiscard]] Result<std::uint64_t> run(const PackageFile& file, const Walk& walk, const Visit& visit,
                                            const Lost& lost) const override;

  private:
    const Confinement& confinement_;
    PackageTime time_;
};

}  // namespace mme
