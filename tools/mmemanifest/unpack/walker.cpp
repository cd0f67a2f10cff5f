// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {
namespace {

class DirectWalker final : public Walker {
  public:
    [[nodiscard]] Result<std::uint64_t> run(const PackageFile& /*file*/, const Walk& walk, const Visit& visit,
                                            const Lost& /*lost*/) const override {
        return walk(visit);
    }
};

}  // namespace

const Walker& direct_walker() {
    static const DirectWalker walker;
    return walker;
}

}  // namespace mme
