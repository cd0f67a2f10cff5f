// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/package/package.h"

namespace mme {

/// One member of an ar file: its name without GNU ar's trailing slash, and where its content lies.
struct ArMember {
    std::string name;
    Extent content;
};

/// Lists an ar file (deb(5), System V short names) strictly: at most 16 members, no name twice, no
/// long-name extensions, numbers that begin their fields and are followed by blanks alone, newline padding,
/// sizes that add up to the file. Errors: archive-malformed.
Result<std::vector<ArMember>> read_ar(const PackageFile& file);

}  // namespace mme
