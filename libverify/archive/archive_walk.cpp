// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/archive_walk.h"

#include <algorithm>

#include "libverify/archive/ar_walk.h"
#include "libverify/archive/archive_reader.h"
#include "libverify/archive/cpio_walk.h"
#include "libverify/archive/iso_walk.h"
#include "libverify/archive/tar_walk.h"
#include "libverify/archive/uncovered.h"
#include "libverify/archive/zip_walk.h"
#include "libverify/io/byte_order.h"

namespace mme {
namespace {

/// A mode is no more than a claim of 7-Zip's. libarchive reads the body of what is called a link itself, and
/// gives it only up to its first NUL.
void take_body_of_any_type(ArchiveEntry& entry, const ArchiveReader& reader) {
    const bool link = entry.type == FileType::symlink;
    if (!link && entry.size == 0) return;
    entry.type = FileType::file;
    if (link)
        entry.read = [&reader](std::span<std::uint8_t>) -> Result<std::size_t> {
            return reader.malformed("nothing here reads the whole content of what the archive calls a link");
        };
}

/// Where a 7-Zip archive or a cabinet ends by its own header; the others end where they are read to.
Result<std::uint64_t> stated_end(const PackageFile& file, ContainerKind kind) {
    constexpr std::uint64_t header_bytes = 32;
    if (file.size() < header_bytes) return file.size();
    MME_TRY(const Bytes head, file.read_range(0, header_bytes));
    const auto number = [&](std::size_t at, std::size_t size) {
        return little_endian(ByteView(head).subspan(at, size));
    };
    std::uint64_t end = number(8, 4);
    if (kind == ContainerKind::sevenzip) {
        const std::uint64_t offset = number(12, 8);
        if (offset > file.size()) return file.size();
        end = header_bytes + offset + std::min(number(20, 8), file.size());
    }
    return std::min(end, file.size());
}

/// What follows the archive, and whether parts of it are in other files.
Status visit_behind(const PackageFile& file, ContainerKind kind,
                    const std::function<Status(ArchiveEntry&)>& visit) {
    if (kind != ContainerKind::sevenzip && kind != ContainerKind::cab) return Done{};
    MME_TRY(const std::uint64_t end, stated_end(file, kind));
    MME_CHECK(visit_uncovered(file, {{0, end}}, visit));
    if (kind == ContainerKind::sevenzip || file.size() < 36) return Done{};
    MME_TRY(const Bytes flags, file.read_range(30, 2));
    if ((flags[0] & 3U) == 0) return Done{};
    return fail(Code::archive_malformed,
                file.shown() + ": it is one of several cabinets that belong together");
}

}  // namespace

Result<std::uint64_t> walk_container(const PackageFile& file, ContainerKind kind,
                                     const std::function<Status(ArchiveEntry&)>& visit) {
    if (kind == ContainerKind::zip || kind == ContainerKind::iso9660) {
        MME_CHECK(kind == ContainerKind::zip ? walk_zip(file, visit) : walk_iso(file, visit));
        return file.size();
    }
    if (kind == ContainerKind::ar) {
        MME_CHECK(walk_ar(file, visit));
        return file.size();
    }
    if (kind == ContainerKind::cpio) return walk_cpio(file, visit);
    if (kind == ContainerKind::tar) return walk_tar(file, visit);
    MME_TRY(auto reader, ArchiveReader::open(file, {0, file.size()}, kind));
    for (;;) {
        MME_TRY(auto entry, reader.next());
        if (!entry) break;
        if (kind == ContainerKind::sevenzip) take_body_of_any_type(*entry, reader);
        MME_CHECK(visit(*entry));
    }
    MME_CHECK(visit_behind(file, kind, visit));
    if (!reader.warning().empty()) return reader.malformed(reader.warning());
    return file.size();
}

}  // namespace mme
