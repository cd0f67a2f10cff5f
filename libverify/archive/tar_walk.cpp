// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/tar_walk.h"

#include <fmt/format.h>

#include "libverify/archive/archive_reader.h"
#include "libverify/archive/tar_outline.h"

namespace mme {
namespace {

/// Where holes are left out of a body, their map may have been read from it.
bool is_in_place(const ArchiveReader& reader, const TarItem& item) {
    const std::uint64_t at = reader.position();
    return item.sparse ? at >= item.body.offset && at <= item.body.offset + item.body.length
                       : at == item.body.offset;
}

Status check_agrees(const ArchiveReader& reader, const ArchiveEntry& entry, const TarItem& item) {
    if (!is_in_place(reader, item) || (!item.sparse && entry.size != item.body.length))
        return reader.malformed(fmt::format("readers do not agree where the {} bytes behind offset {} belong",
                                            item.body.length, item.body.offset));
    if (item.sparse && !reader.warning().empty()) return reader.malformed(reader.warning());
    return Done{};
}

}  // namespace

Result<std::uint64_t> walk_tar(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit) {
    MME_TRY(auto reader, ArchiveReader::open(file, {0, file.size()}, ContainerKind::tar));
    TarOutline outline(file);
    for (;;) {
        MME_TRY(auto entry, reader.next());
        MME_TRY(const auto item, outline.next());
        if (!entry && !item) return reader.position();
        if (!entry || !item) return reader.malformed("readers do not agree where it ends");
        MME_CHECK(check_agrees(reader, *entry, *item));
        MME_CHECK(visit(*entry));
    }
}

}  // namespace mme
