// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/unpack.h"

#include <fcntl.h>

#include "libverify/archive/archive_walk.h"
#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

// "./opt/x", "opt/x" and "/opt/x" are one installed path.
std::string installed_path(const std::string& stored) {
    std::size_t start = 0;
    if (stored.starts_with("./")) start = 2;
    while (start < stored.size() && stored[start] == '/') ++start;
    std::string path = "/" + stored.substr(start);
    if (stored == "." || path == "/.") path = "/";
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
}

FileEntry inventory_entry(const ArchiveEntry& entry) {
    FileEntry item;
    item.path = installed_path(entry.path);
    item.type = entry.type;
    item.mode = entry.mode;
    item.owner = entry.owner.empty() ? "root" : entry.owner;
    item.group = entry.group.empty() ? "root" : entry.group;
    if (entry.type == FileType::symlink) item.target = entry.target;
    if (entry.type == FileType::hardlink) item.target = installed_path(entry.target);
    return item;
}

// cpio gives the content of hard-linked files with the last of the links.
bool has_content(const ArchiveEntry& entry) {
    return entry.type == FileType::file || (entry.type == FileType::hardlink && entry.size > 0);
}

Status offer_whole_package(const PackageFile& file, const Package& package, const Offer& offer) {
    auto whole = std::make_shared<SpooledFile>();
    whole->descriptor = Fd(::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0));
    if (!whole->descriptor) return fail(Code::internal_error, "out of file descriptors");
    whole->path = package.identity.name + '.' + std::string(word(package.identity.type));
    whole->size = file.size();
    return offer(std::move(whole));
}

Status offer_rpm_scripts(const PackageFile& file, const Offer& offer) {
    MME_TRY(const auto scripts, rpm_scripts(file));
    for (const auto& script : scripts) {
        MME_TRY(auto spooled, spool_bytes("scriptlet " + script.name, as_bytes(script.body)));
        MME_CHECK(offer(std::make_shared<SpooledFile>(std::move(spooled))));
    }
    return Done{};
}

Status offer_control_members(const PackageFile& file, const Package& package, const Offer& offer) {
    return walk_archive(file, package.control, ArchiveKind::tar, {}, [&](ArchiveEntry& entry) -> Status {
        if (!has_content(entry)) return Done{};
        MME_TRY(auto spooled, spool("control" + installed_path(entry.path), entry.size, entry.read));
        return offer(std::make_shared<SpooledFile>(std::move(spooled)));
    });
}

Status take_entry(ArchiveEntry& entry, const Offer& offer, std::vector<FileEntry>& inventory) {
    FileEntry item = inventory_entry(entry);
    if (has_content(entry)) {
        MME_TRY(auto spooled, spool(item.path, entry.size, entry.read));
        if (entry.type == FileType::file) {
            item.size = spooled.size;
            item.sha256 = spooled.sha256;
        }
        MME_CHECK(offer(std::make_shared<SpooledFile>(std::move(spooled))));
    }
    inventory.push_back(std::move(item));
    return Done{};
}

}  // namespace

Result<std::vector<FileEntry>> unpack(const PackageFile& file, const Package& package, const Offer& offer) {
    const bool rpm = package.identity.type == PackageType::rpm;
    MME_CHECK(offer_whole_package(file, package, offer));
    MME_CHECK(rpm ? offer_rpm_scripts(file, offer) : offer_control_members(file, package, offer));
    std::vector<FileEntry> inventory;
    MME_CHECK(walk_archive(file, package.payload, rpm ? ArchiveKind::cpio : ArchiveKind::tar, {},
                           [&](ArchiveEntry& entry) { return take_entry(entry, offer, inventory); }));
    return inventory;
}

}  // namespace mme
