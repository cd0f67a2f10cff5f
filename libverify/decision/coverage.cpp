// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decision/coverage.h"

namespace mme {
namespace {

Tally files_of(const PackageSection& manifest) {
    Tally tally;
    for (const FileEntry& entry : manifest.files)
        if (entry.type == FileType::file) tally.add(1, entry.size);
    return tally;
}

Tally payload_of(const PackageSection& manifest, const Package& package) {
    const bool rpm = package.identity.type == PackageType::rpm;
    return rpm ? package.listed.value_or(Tally{}) : files_of(manifest);
}

}  // namespace

Tally expected_offer(const PackageSection& manifest, const Package& package) {
    Tally tally{1, 0};
    for (const Part& part : package.parts) tally.add(0, part.size);
    tally.add(package.scripts);
    tally.add(payload_of(manifest, package));
    for (const Container& container : manifest.containers) tally.add(container.members, container.bytes);
    return tally;
}

std::optional<InventoryFault> inventory_fault(const PackageSection& manifest, const Package& package) {
    if (package.identity.type != PackageType::rpm) return std::nullopt;
    if (!package.listed)
        return InventoryFault{"the file list in the rpm's header cannot be added up",
                              "lists of different lengths", "a mode and a size for each file"};
    const Tally inventory = files_of(manifest);
    if (manifest.files.empty() || inventory == *package.listed) return std::nullopt;
    return InventoryFault{"the manifest's inventory is not the file list of the rpm's header",
                          "inventory of " + shown(inventory), shown(*package.listed) + " as in the header"};
}

std::string shown(const Tally& tally) {
    return std::to_string(tally.files) + " files, " + std::to_string(tally.bytes) + " bytes";
}

}  // namespace mme
