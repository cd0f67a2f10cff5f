// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// archive-malformed, with the file's name as it is shown to people and what is wrong in it.
inline Error malformed(const PackageFile& file, const std::string& what) {
    return fail(Code::archive_malformed, file.shown() + ": " + what);
}

}  // namespace mme
