// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/outcome.h"

namespace mme {

ScanResult outcome_of(const Scan& scan) noexcept {
    if (scan.result == ScanResult::infected || !scan.detections.empty()) return ScanResult::infected;
    const bool whole = scan.files_offered > 0 && scan.files_scanned == scan.files_offered &&
                       scan.bytes_scanned == scan.bytes_offered && scan.skipped.empty();
    return scan.result == ScanResult::clean && whole ? ScanResult::clean : ScanResult::inconclusive;
}

}  // namespace mme
