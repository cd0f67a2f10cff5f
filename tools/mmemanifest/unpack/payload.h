// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <utility>

#include "libverify/package/package.h"
#include "tools/mmemanifest/unpack/nest.h"
#include "tools/mmemanifest/unpack/package_path.h"

namespace mme {

/// Walks a package's payload and offers its files.
class Payload {
  public:
    Payload(PackageType type, Nest& nest) : type_(type), nest_(nest) {}

    /// Errors: as unpack(); a limit that is met is a gap and no error.
    Status walk(const PackageFile& file, const Package& package);

    [[nodiscard]] std::vector<FileEntry> take_files() { return std::move(files_); }
    /// What was offered of the payload itself.
    [[nodiscard]] const Tally& offered() const noexcept { return offered_; }

  private:
    Status visit(const ArchiveEntry& entry);
    Status take_content(const ArchiveEntry& entry, FileEntry& item);
    Status offer_empty_links();
    Status offer(SpooledFile file);
    void note_links(const ArchiveEntry& entry, const std::string& path);

    PackageType type_;
    Nest& nest_;
    Expansion expansion_;
    std::vector<FileEntry> files_;
    Tally offered_;
    /// cpio: files with several names whose content has not come yet, by device and inode.
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> awaited_;
};

}  // namespace mme
