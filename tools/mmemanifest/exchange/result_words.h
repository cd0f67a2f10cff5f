// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "manifest/model.h"

namespace mme {

/// What a free word in the column "scan result" means.
struct ReadResult {
    ScanResult result = ScanResult::inconclusive;
    bool known = false;  ///< false: the words are not listed, and the result is inconclusive for that reason

    bool operator==(const ReadResult&) const = default;
};

/// Whole cells only, whatever their case and space, and with or without a full stop, mean something
/// (mmemanifest(1) has the list); with any other punctuation they are not listed.
ReadResult read_result(const std::string& cell);

}  // namespace mme
