// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_stream.h"

#include <algorithm>
#include <utility>

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/unpack/file_part.h"

namespace mme {
namespace {

/// A tar or cpio archive, and not at the same time another stream: layers of streams count as depth.
bool is_archive_of_stream(const std::vector<Recognised>& found) {
    const auto archive = [](const Recognised& what) {
        return what.kind == ContainerKind::tar || what.kind == ContainerKind::cpio;
    };
    return std::any_of(found.begin(), found.end(), archive) &&
           std::none_of(found.begin(), found.end(),
                        [](const Recognised& what) { return is_stream(what.kind); });
}

Status offer_decoded(Nest& nest, SpooledFile decoded, Level& level) {
    MME_TRY(const auto view, view_of(decoded));
    MME_TRY(const auto found, recognise(view));
    if (is_archive_of_stream(found)) return nest.open(decoded, level.path, level.depth, level.listing);
    return nest.offer_member(std::move(decoded), level);
}

}  // namespace

bool is_stream(ContainerKind kind) noexcept {
    switch (kind) {
        case ContainerKind::gzip:
        case ContainerKind::bzip2:
        case ContainerKind::xz:
        case ContainerKind::lzma:
        case ContainerKind::lzip:
        case ContainerKind::zstd:
        case ContainerKind::lz4:
        case ContainerKind::compress:
            return true;
        default:
            return false;
    }
}

Status open_stream(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level) {
    const std::string path = member_path(level.path, "data");
    const auto decode = [&](ArchiveEntry& entry) -> Status {
        MME_CHECK(nest.charge(path, entry, level.expansion));
        MME_TRY(auto decoded, nest.take(path, entry, level.expansion));
        return offer_decoded(nest, std::move(decoded), level);
    };
    const auto walk = [&](const Visit& each) { return walk_container(file, kind, each); };
    return nest.walk(level.path, file, walk, decode);
}

}  // namespace mme
