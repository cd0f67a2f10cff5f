// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <optional>

#include "tools/mmemanifest/set/cached_scan.h"
#include "tools/mmemanifest/set/progress_display.h"

namespace mme {

/// How a set is scanned.
struct SetRules {
    unsigned jobs = 1;                   ///< packages at the same time
    const Unpacker* unpacker = nullptr;  ///< never nothing where there is a package
    UnpackLimits limits;
    std::optional<ScanStore> store;  ///< nothing: every package is scanned
    bool keep_going = false;         ///< also after a package that is refused or cannot be scanned
    ProgressKind progress = ProgressKind::none;
    std::function<bool(const ScannedPackage&)> refuses;
};

/// What became of one package; nothing if the set ended before its turn.
using SetItem = std::optional<Result<ScannedPackage>>;

/// Scans each package with every engine and gives one item for each, in their order. Ends early at a
/// signal (check_not_interrupted; what was scanned is in the store) and at the first package that is
/// refused or cannot be scanned, unless told to keep going.
std::vector<SetItem> scan_set(const std::vector<std::string>& paths,
                              const std::vector<std::unique_ptr<Engine>>& engines, const SetRules& rules);

}  // namespace mme
