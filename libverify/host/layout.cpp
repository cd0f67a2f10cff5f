// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/host/layout.h"

namespace mme {

HostLayout HostLayout::under(const std::filesystem::path& sysroot) {
    HostLayout layout;
    if (sysroot.empty()) return layout;
    for (auto* path : {&layout.policy, &layout.state, &layout.log}) *path = sysroot / path->relative_path();
    return layout;
}

}  // namespace mme
