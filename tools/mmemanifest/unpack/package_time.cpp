// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/package_time.h"

namespace mme {

std::string time_is_over(const PackageTime& time) {
    return "the package took more than " + std::to_string(time.most.count()) + " s (--max-package-seconds)";
}

}  // namespace mme
