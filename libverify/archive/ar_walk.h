// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// Visits every member of an ar archive as a file, whatever mode it states: the symbol table "/" and the
/// table of long names "//" too. Names are resolved as System V ("NAME/", "/OFFSET") and BSD ("#1/LENGTH") ar
/// store them. Errors: the visitor's own; archive-malformed for a header that is none, and a member that
/// leaves the file.
Status walk_ar(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
