// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/inventory_entry.h"

#include "libverify/archive/path_text.h"
#include "libverify/package/payload.h"

namespace mme {
namespace {

constexpr std::size_t most_owner_bytes = 1024;

std::string owner_text(const std::string& owner) {
    return owner.empty() ? "root" : shortened(path_text(owner), most_owner_bytes);
}

bool is_beyond(const UnpackLimits& limits, const InventorySize& size, const ArchiveEntry& entry) {
    return size.entries() >= limits.entries || entry.expanded > limits.expanded_bytes ||
           entry.size > limits.expanded_bytes - entry.expanded;
}

/// Reads the headers of the payload; what its files hold is passed over.
Result<InventorySize> add_up(const PackageFile& file, const Package& package, const UnpackLimits& limits) {
    InventorySize size;
    MME_CHECK(walk_payload(file, package, [&](ArchiveEntry& entry) -> Status {
        if (is_beyond(limits, size, entry)) return fail(Code::scan_inconclusive, "beyond the limits");
        FileEntry item = inventory_entry(entry);
        if (entry.type == FileType::file) item.size = entry.size;
        size.add(item);
        return Done{};
    }));
    return size;
}

}  // namespace

FileEntry inventory_entry(const ArchiveEntry& entry) {
    FileEntry item;
    item.path = installed_path(entry.path);
    item.type = entry.type;
    item.mode = entry.mode;
    item.owner = owner_text(entry.owner);
    item.group = owner_text(entry.group);
    if (entry.type == FileType::symlink) item.target = shortened(path_text(entry.target));
    if (entry.type == FileType::hardlink) item.target = installed_path(entry.target);
    return item;
}

std::string installed_path(const std::string& stored) {
    std::size_t start = stored.starts_with("./") ? 2 : 0;
    while (start < stored.size() && stored[start] == '/') ++start;
    std::string path = "/" + stored.substr(start);
    if (stored == "." || path == "/.") path = "/";
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return shortened(path_text(path));
}

Status check_fits(const InventorySize& size, const std::string& name) {
    const std::string why = size.objection();
    if (why.empty()) return Done{};
    return fail(Code::manifest_malformed, name + ": " + why + "; divide it into packages of fewer files");
}

Result<InventorySize> size_of_inventory(const PackageFile& file, const Package& package,
                                        const UnpackLimits& limits, const Walker& walker) {
    if (package.identity.type != PackageType::deb) return InventorySize{};
    // All of it happens where the archive is read, which gives back a number.
    const Walk walk = [&](const Visit&) -> Result<std::uint64_t> {
        MME_TRY(const InventorySize size, add_up(file, package, limits));
        MME_CHECK(check_fits(size, file.shown()));
        return size.bytes();
    };
    const auto bytes = walker.run(
        file, walk, [](ArchiveEntry&) -> Status { return Done{}; }, [](const std::string&) {});
    if (bytes) return InventorySize(*bytes);
    const Code code = bytes.error().code();
    if (code == Code::scan_inconclusive || code == Code::archive_malformed) return InventorySize{};
    return bytes.error();
}

}  // namespace mme
