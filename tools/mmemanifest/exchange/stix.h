// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <span>
#include <string>

#include "tools/mmemanifest/exchange/subject.h"

namespace mme {

/// A bundle of STIX 2.1 (OASIS Standard, 10 June 2021), pretty-printed JSON in UTF-8 with one '\n' at the
/// end. For each package: a `file`; a `malware-analysis` for each scan, or, of a scan with detections, for
/// each name found, with the files found under it; and a `note` with what STIX has no property for (database
/// date, counts, what was not scanned). No property is our own. The same subjects give the same bytes:
/// identifiers are UUIDs of version 5, those of `file` as section 2.9 has it, the others over the object
/// itself.
std::string stix_bundle(std::span<const Subject> subjects);

}  // namespace mme
