// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/scan/scan.h"
#include "tools/mmemanifest/set/cache.h"

namespace mme {

/// Where reports are kept, and the digest of the program that makes them (digest_of_this_program).
struct ScanStore {
    ScanCache cache;
    Sha256 program;
};

/// scan_package with the engines whose report is not kept. The kept ones stand beside theirs with the
/// times of the real scan; new ones that are whole are kept, while one that leaves something out is made
/// again next time. A kept report that was offered something else than the others is not used.
/// Errors: of scan_package; internal-error if a report cannot be kept.
Status scan_with_cache(const ScanStore& store, ScannedPackage& scanned,
                       const std::vector<const Engine*>& engines, const ScanTerms& terms);

}  // namespace mme
