// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_tail.h"

#include <utility>

#include "libverify/archive/carrier.h"
#include "tools/mmemanifest/unpack/file_part.h"
#include "tools/mmemanifest/unpack/open_archive.h"

namespace mme {

Status open_tail(Nest& nest, const PackageFile& file, Level& level) {
    MME_TRY(const auto tail, carried_tail(file));
    if (!tail) return Done{};
    MME_TRY(const auto start, end_of_zeros(file, tail->offset));
    if (start >= file.size()) return Done{};
    const std::string carrier(tail->carrier);
    if (nest.too_deep(carrier + " with a tail,", level)) return Done{};
    MME_TRY(auto member, take_rest(nest, file, start, level));
    MME_TRY(const auto view, view_of(member));
    MME_TRY(const auto found, recognise(view));
    if (found.empty()) nest.skip(member.path, "nothing here reads what the " + carrier + " carries");
    return nest.offer_member(std::move(member), level);
}

}  // namespace mme
