// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_package.h"

#include <utility>

#include "libverify/archive/path_text.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_payload.h"
#include "libverify/package/rpm_reader.h"
#include "tools/mmemanifest/unpack/open_archive.h"

namespace mme {
namespace {

Status offer_scripts(Nest& nest, const PackageFile& file, Level& level) {
    MME_TRY(const auto layout, read_rpm_layout(file));
    for (const auto& script : rpm_scripts(layout.header)) {
        const std::string path = member_path(level.path, "scriptlet " + script.name);
        MME_TRY(auto body, nest.take_bytes(path, as_bytes(script.body)));
        MME_CHECK(nest.offer_member(std::move(body), level));
    }
    return Done{};
}

}  // namespace

Status open_rpm(Nest& nest, const PackageFile& file, Level& level) {
    MME_CHECK(offer_scripts(nest, file, level));
    const auto walk = [&](const Visit& each) { return counting_nothing(walk_rpm_payload(file, each)); };
    return nest.walk(level.path, file, walk, [&](ArchiveEntry& entry) {
        if (entry.path.starts_with('/')) entry.path.erase(0, 1);  // a member's name follows "!/"
        return offer_entry(nest, entry, level);
    });
}

}  // namespace mme
