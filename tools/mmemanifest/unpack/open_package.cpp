// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/open_package.h"

#include <utility>

#include "libverify/archive/path_text.h"
#include "libverify/package/deb_control.h"
#include "libverify/package/payload.h"
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
    const auto walk = [&](const Visit& each) -> Result<std::uint64_t> {
        MME_CHECK(read_package(file));
        return counting_nothing(walk_rpm_payload(file, each));
    };
    return nest.walk(level.path, file, walk, [&](ArchiveEntry& entry) {
        if (entry.path.starts_with('/')) entry.path.erase(0, 1);  // a member's name follows "!/"
        return offer_entry(nest, entry, level);
    });
}

Result<bool> is_deb(const PackageFile& file) {
    constexpr std::string_view start = "!<arch>\ndebian-binary";
    if (file.size() < start.size()) return false;
    MME_TRY(const Bytes head, file.read_range(0, start.size()));
    return as_text(head) == start;
}

Status check_deb(Nest& nest, const PackageFile& file, Level& level) {
    const auto walk = [&](const Visit& each) -> Result<std::uint64_t> {
        MME_TRY(const Package package, read_package(file));
        MME_CHECK(walk_control_files(file, package, each));
        return counting_nothing(walk_payload(file, package, each));
    };
    Expansion expansion = level.expansion;
    return nest.walk(level.path, file, walk, [&](const ArchiveEntry& entry) {
        return nest.charge(member_path(level.path, entry.path), entry, expansion);
    });
}

}  // namespace mme
