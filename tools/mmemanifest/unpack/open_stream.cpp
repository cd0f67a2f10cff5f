// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_stream.h"

#include <algorithm>
#include <utility>

#include "libverify/archive/extent_reader.h"
#include "libverify/archive/path_text.h"
#include "libverify/io/byte_order.h"
#include "tools/mmemanifest/unpack/file_part.h"
#include "tools/mmemanifest/unpack/open_archive.h"

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
    if (!is_archive_of_stream(found)) return nest.offer_member(std::move(decoded), level);
    const auto shared = std::make_shared<const SpooledFile>(std::move(decoded));
    level.listing.add(*shared);
    MME_CHECK(nest.offer(shared));
    return nest.open(*shared, level.path, level.depth, level.listing);
}

/// What the format's own program takes behind a stream.
bool may_have_zeros_behind(ContainerKind kind) {
    return kind == ContainerKind::gzip || kind == ContainerKind::bzip2 || kind == ContainerKind::lzip;
}

/// The Linux kernel's build appends the size of what was compressed, in four bytes.
Result<bool> is_size_of(std::uint64_t decoded, const PackageFile& file, std::uint64_t start) {
    if (file.size() - start != 4) return false;
    MME_TRY(const Bytes bytes, file.read_range(start, 4));
    return little_endian(bytes) == (decoded & 0xFFFFFFFFU);
}

Status open_behind(Nest& nest, const PackageFile& file, ContainerKind kind, std::uint64_t start,
                   Level& level) {
    MME_TRY(const auto after_zeros, end_of_zeros(file, start, file.size()));
    if (may_have_zeros_behind(kind)) start = after_zeros;
    if (start >= file.size()) return Done{};
    MME_TRY(auto member, take_rest(nest, file, start, level));
    MME_TRY(const auto view, view_of(member));
    MME_TRY(const auto found, recognise(view));
    if (!is_container(found))
        nest.skip(member.path,
                  std::to_string(member.size) +
                      " bytes follow the end of the compressed stream, and nothing here reads them");
    return nest.offer_member(std::move(member), level);
}

}  // namespace

Status open_stream(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level) {
    std::uint64_t decoded_bytes = 0;
    const auto offer = [&](ArchiveEntry& entry) -> Status {
        if (entry.sized) return offer_entry(nest, entry, level);
        const std::string path = member_path(level.path, "data");
        MME_CHECK(nest.charge(path, entry, level.expansion));
        MME_TRY(auto decoded, nest.take(path, entry, level.expansion));
        decoded_bytes = decoded.size;
        if (decoded_bytes == 0) return Done{};
        return offer_decoded(nest, std::move(decoded), level);
    };
    const auto walk = [&](const Visit& each) { return walk_stream(file, kind, each); };
    MME_TRY(const auto end, nest.read_archive(level.path, file, walk, offer));
    MME_TRY(const bool size, is_size_of(decoded_bytes, file, end));
    return size ? Status{Done{}} : open_behind(nest, file, kind, end, level);
}

}  // namespace mme
