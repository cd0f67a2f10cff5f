// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/payload.h"

#include "libverify/package/payload.h"
#include "tools/mmemanifest/unpack/inventory_entry.h"

namespace mme {
Status Payload::walk(const PackageFile& file, const Package& package) {
    const auto walk = [&](const Visit& each) { return counting_nothing(walk_payload(file, package, each)); };
    const Status walked =
        nest_.walk(package_path(package), file, walk, [this](ArchiveEntry& entry) { return visit(entry); });
    if (!walked && walked.error().code() == Code::scan_inconclusive) return Done{};
    MME_CHECK(walked);
    return offer_empty_links();
}

Status Payload::visit(const ArchiveEntry& entry) {
    FileEntry item = inventory_entry(entry);
    MME_CHECK(nest_.charge(item.path, entry, expansion_));
    if (type_ == PackageType::deb && entry.type == FileType::hardlink && entry.size > 0)
        return fail(Code::archive_malformed,
                    item.path + " is a hard link with content of its own; dpkg and tar disagree about it");
    note_links(entry, item.path);
    if (has_content(entry)) MME_CHECK(take_content(entry, item));
    if (type_ == PackageType::deb) files_.push_back(std::move(item));
    return Done{};
}

void Payload::note_links(const ArchiveEntry& entry, const std::string& path) {
    if (entry.links < 2 || type_ != PackageType::rpm) return;
    const std::pair key{entry.device, entry.inode};
    if (has_content(entry))
        awaited_.erase(key);
    else if (entry.type == FileType::file)
        awaited_.emplace(key, path);
}

Status Payload::take_content(const ArchiveEntry& entry, FileEntry& item) {
    MME_TRY(auto spooled, nest_.take(item.path, entry, expansion_));
    if (entry.type == FileType::file) {
        item.size = spooled.size;
        item.sha256 = spooled.sha256;
    }
    return offer(std::move(spooled));
}

/// Names that share a content which never came: the file is empty.
Status Payload::offer_empty_links() {
    for (const auto& [key, path] : awaited_) {
        MME_TRY(auto empty, nest_.take_bytes(path, {}));
        MME_CHECK(offer(std::move(empty)));
    }
    return Done{};
}

Status Payload::offer(SpooledFile file) {
    offered_.add(1, file.counted);
    return nest_.offer_with_members(std::move(file));
}

}  // namespace mme
