// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "libverify/package/package.h"

namespace mme {

/// What every engine must have been offered, added up from the manifest's inventory and the package's own
/// bytes (SPEC.md section 4.2).
Tally expected_offer(const PackageSection& manifest, const Package& package);

/// Why the inventory cannot be the one of this package; nothing if it can. An rpm's header has a file list
/// of its own, and an inventory in its manifest must add up to the same.
struct InventoryFault {
    std::string detail;
    std::string found;
    std::string wanted;
};
std::optional<InventoryFault> inventory_fault(const PackageSection& manifest, const Package& package);

/// "3 files, 120 bytes".
std::string shown(const Tally& tally);

}  // namespace mme
