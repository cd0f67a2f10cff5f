// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/archive/archive_walk.h"
#include "libverify/package/package.h"
#include "manifest/inventory.h"
#include "tools/mmemanifest/unpack/limits.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// An entry of a payload as the inventory lists it, without size and digest of its content.
FileEntry inventory_entry(const ArchiveEntry& entry);

/// "./opt/x", "opt/x" and "/opt/x" are one installed path; as the manifest writes it.
std::string installed_path(const std::string& stored);

/// What a deb's inventory will take in a manifest, from the headers of its payload alone; nothing for an rpm,
/// which has its own. Where the payload cannot be read, or lies beyond the limits, it is nothing too:
/// unpacking says so. Errors: manifest-malformed if no manifest can hold it; internal-error.
Result<InventorySize> size_of_inventory(const PackageFile& file, const Package& package,
                                        const UnpackLimits& limits, const Walker& walker);

/// Refuses what no manifest can hold (manifest-malformed), saying what to do; `name` is the package's file.
Status check_fits(const InventorySize& size, const std::string& name);

}  // namespace mme
