// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/gaps.h"

namespace mme {

Scan with_gaps(Scan report, const std::vector<Skipped>& gaps, const UnpackLimits& limits,
               const std::string& layers) {
    report.skipped.insert(report.skipped.end(), gaps.begin(), gaps.end());
    if (!gaps.empty() && report.result == ScanResult::clean) report.result = ScanResult::inconclusive;
    const std::string unpacking = "unpacking: " + settings_text(limits) + " isolation: " + layers;
    report.settings = report.settings ? *report.settings + "; " + unpacking : unpacking;
    return report;
}

}  // namespace mme
