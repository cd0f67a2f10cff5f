// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>

#include "libverify/package/rpm_header.h"
#include "manifest/tally.h"

namespace mme {

/// The regular files that the header says the payload brings: no %ghost, hard links once (SPEC.md section
/// 4.2). Nothing if its lists are of different lengths or lack modes or sizes.
std::optional<Tally> rpm_listed_files(const RpmHeader& header);

}  // namespace mme
