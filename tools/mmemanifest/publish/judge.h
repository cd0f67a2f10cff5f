// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/host/layout.h"
#include "tools/mmemanifest/report/run_report.h"

namespace mme {

/// A package on its way into a repository.
struct Candidate {
    std::string given;           ///< path as the caller named it
    std::filesystem::path copy;  ///< the file that is judged and published
};

/// The decision of judge_all, as `mmeverify check` and the plugins take it, about the copies, and what
/// the packager's own rules add. Only what is accepted, and carries its seal inside, is clean:
/// out of scope means that nothing was demanded, and a seal beside a file would not be published with it.
RunReport judge_candidates(const HostLayout& host, const std::vector<Candidate>& candidates,
                           const GateRules& rules);

}  // namespace mme
