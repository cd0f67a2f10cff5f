// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <span>
#include <string>

#include "tools/mmemanifest/exchange/subject.h"

namespace mme {

/// JSON in the shape in which version 3 of VirusTotal's API gives a file (its documentation of `files` and
/// `analyses`), made here from a manifest: `meta` says so. One package gives an object in `data`, several
/// a list. clean is "undetected", infected "malicious", inconclusive "failure"; `engine_update` is the date
/// of the database, `result` the first detection. An engine that reported twice has "TITLE #2" as its second
/// key.
std::string virustotal_json(std::span<const Subject> subjects);

}  // namespace mme
