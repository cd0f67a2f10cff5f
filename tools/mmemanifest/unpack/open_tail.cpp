// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_tail.h"

#include <utility>

#include "libverify/archive/carrier.h"
#include "libverify/archive/extent_reader.h"
#include "libverify/archive/uncovered.h"
#include "tools/mmemanifest/unpack/file_part.h"
#include "tools/mmemanifest/unpack/open_archive.h"

namespace mme {
namespace {

/// One of several is named by its place.
Status open_carried(Nest& nest, const PackageFile& file, const Carried& one, bool only, Level& level) {
    const std::uint64_t end = one.extent.offset + one.extent.length;
    MME_TRY(const auto start, end_of_zeros(file, one.extent.offset, end));
    if (start >= end || end - start < least_outside_bytes) return Done{};
    ArchiveEntry entry;
    entry.outside = true;
    if (!only) entry.path = std::to_string(start);
    entry.size = end - start;
    entry.read = reader_of(file, {start, entry.size});
    MME_TRY(auto member, take_outside(nest, entry, level));
    MME_TRY(const auto view, view_of(member));
    MME_TRY(const auto found, recognise(view));
    if (!is_container(found))
        nest.skip(member.path, "nothing here reads what the " + std::string(one.carrier) + " carries");
    return nest.offer_member(std::move(member), level);
}

}  // namespace

Status open_tail(Nest& nest, const PackageFile& file, Level& level) {
    MME_TRY(const auto all, carried_by(file));
    for (const Carried& one : all) {
        const std::string carrier(one.carrier);
        if (nest.too_deep(carrier + " with a tail,", level)) return Done{};
        MME_CHECK(open_carried(nest, file, one, all.size() == 1, level));
    }
    return Done{};
}

}  // namespace mme
