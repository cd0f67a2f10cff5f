// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "libverify/archive/recognise.h"
#include "libverify/io/bytes.h"
#include "libverify/package/package.h"
#include "manifest/model.h"

namespace mme {

/// One entry of an archive, valid during the visit. `read` gives the content in pieces.
struct ArchiveEntry {
    std::string path;  ///< raw bytes as stored
    FileType type = FileType::file;
    unsigned mode = 0;  ///< permission bits
    std::string owner;
    std::string group;
    std::optional<std::uint32_t> owner_id;  ///< deb: the number that stands beside the name
    std::optional<std::uint32_t> group_id;
    std::uint64_t size = 0;  ///< as the archive claims
    bool sized = true;       ///< whether it claims a size at all
    bool encrypted = false;
    std::string target;  ///< symlink or hard link target, else empty

    // cpio: how many names share the content, and what tells the content from others.
    unsigned links = 1;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;

    /// No entry, but bytes of the file that no entry covers; `path` is their offset in decimal.
    bool outside = false;

    std::uint64_t expanded = 0;  ///< bytes the decoder has put out before this entry's content

    /// Fills `out` with the next content bytes, in order, holes as zeros; 0 at the end.
    std::function<Result<std::size_t>(std::span<std::uint8_t> out)> read;
};

/// Visits each member of a container that was found inside a package. Only that one format is switched on.
/// What libarchive merely warns about is visited, and is an error at the end; an entry whose content cannot
/// be read does not end the walk unless the visitor says so. Nothing is bounded here: the visitor counts.
/// `kind` is tar, cpio, ar, zip, sevenzip, iso9660 or cab. Returns where in the file the archive ended, for
/// tar and cpio; the file's size for the others. Errors: the visitor's own; archive-malformed when the
/// container cannot be read to its end.
Result<std::uint64_t> walk_container(const PackageFile& file, ContainerKind kind,
                                     const std::function<Status(ArchiveEntry&)>& visit);

}  // namespace mme
