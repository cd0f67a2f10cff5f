// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/archive/path_text.h"
#include "libverify/package/package.h"

namespace mme {

/// The package file itself, as the report names it: NAME.deb or NAME.rpm.
inline std::string package_path(const Package& package) {
    return shortened(path_text(package.identity.name + '.' + std::string(word(package.identity.type))));
}

}  // namespace mme
