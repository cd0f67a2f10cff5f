// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_archive.h"

#include <utility>

#include "libverify/archive/extent_reader.h"
#include "libverify/archive/path_text.h"
#include "libverify/archive/uncovered.h"
#include "tools/mmemanifest/unpack/file_part.h"

namespace mme {
namespace {

/// What has a body is a file to engines, whatever type an archive states for it.
void take_body_for_file(ArchiveEntry& entry) {
    if (entry.type != FileType::hardlink && entry.size > 0) entry.type = FileType::file;
}

}  // namespace

Status open_archive(Nest& nest, const PackageFile& file, ContainerKind kind, Level& level) {
    const auto walk = [&](const Visit& each) { return walk_container(file, kind, each); };
    const auto offer = [&](ArchiveEntry& entry) {
        take_body_for_file(entry);
        return offer_entry(nest, entry, level);
    };
    MME_TRY(const auto end, nest.read_archive(level.path, file, walk, offer));
    return open_rest(nest, file, end, level);
}

Status offer_entry(Nest& nest, const ArchiveEntry& entry, Level& level) {
    if (entry.outside) return offer_outside(nest, entry, level);
    const std::string path = member_path(level.path, entry.path);
    MME_CHECK(nest.charge(path, entry, level.expansion));
    if (!has_content(entry)) return Done{};
    if (entry.encrypted) {
        nest.skip(path, "encrypted");
        return Done{};
    }
    auto member = nest.take(path, entry, level.expansion);
    if (!member && member.error().code() != Code::archive_malformed) return std::move(member).error();
    if (!member) return nest.forgive(path, std::move(member).error());
    return nest.offer_member(std::move(*member), level);
}

Status offer_outside(Nest& nest, const ArchiveEntry& entry, Level& level) {
    MME_TRY(auto member, take_outside(nest, entry, level));
    MME_TRY(const auto view, view_of(member));
    MME_TRY(const auto found, recognise(view));
    MME_TRY(const bool plain, explains_itself(view));
    if (!is_container(found) && !plain && member.size >= least_outside_bytes)
        nest.skip(member.path, "no entry of the archive covers this, and nothing here reads it");
    return nest.offer_member(std::move(member), level);
}

Result<SpooledFile> take_outside(Nest& nest, const ArchiveEntry& entry, Level& level) {
    const std::string path = shortened(level.path + "!/\\+" + entry.path);
    MME_CHECK(nest.charge(path, entry, level.expansion));
    return nest.take(path, entry, level.expansion);
}

/// A second archive behind the first, as in an initramfs, or what somebody has hidden there.
Status open_rest(Nest& nest, const PackageFile& file, std::uint64_t end, Level& level) {
    MME_TRY(const auto start, end_of_zeros(file, end, file.size()));
    if (start >= file.size()) return Done{};
    ArchiveEntry rest;
    rest.outside = true;
    rest.size = file.size() - start;
    rest.read = reader_of(file, {start, rest.size});
    return offer_outside(nest, rest, level);
}

Result<SpooledFile> take_rest(Nest& nest, const PackageFile& file, std::uint64_t start, Level& level) {
    ArchiveEntry rest;
    rest.size = file.size() - start;
    rest.read = reader_of(file, {start, rest.size});
    const std::string path = shortened(level.path + "!/\\+");
    MME_CHECK(nest.charge(path, rest, level.expansion));
    return nest.take(path, rest, level.expansion);
}

}  // namespace mme
