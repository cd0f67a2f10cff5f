// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "manifest/model.h"

namespace mme {

/// The result that leaves with a report: infected if anything was found, clean only if the scan says so of
/// everything that was offered, else inconclusive. Other formats have no counts beside the word that would
/// show that it says too much.
ScanResult outcome_of(const Scan& scan) noexcept;

}  // namespace mme
