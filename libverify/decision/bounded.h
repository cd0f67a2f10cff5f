// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/decision/decision.h"

namespace mme {

/// Makes a decision fit for screens and the journal, whatever the package put into it: each text printable
/// and of bounded length, at most 16 findings (the others are counted), 16 signers and 64 scans. What was
/// decided stays.
void bound(Decision& decision);

}  // namespace mme
