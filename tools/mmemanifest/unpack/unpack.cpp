// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/unpack.h"

#include <fcntl.h>

#include "libverify/archive/path_text.h"
#include "libverify/decision/coverage.h"
#include "libverify/package/deb_control.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_reader.h"
#include "tools/mmemanifest/unpack/inventory_entry.h"
#include "tools/mmemanifest/unpack/payload.h"

namespace mme {
namespace {

Status offer_whole_package(const PackageFile& file, const Package& package, Nest& nest) {
    auto whole = std::make_shared<SpooledFile>();
    whole->descriptor = Fd(::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0));
    if (!whole->descriptor) return fail(Code::internal_error, "out of file descriptors");
    whole->path = package_path(package);
    whole->size = file.size();
    for (const Part& part : package.parts) whole->counted += part.size;
    return nest.offer(std::move(whole));
}

Status offer_rpm_scripts(const PackageFile& file, Nest& nest) {
    MME_TRY(const auto layout, read_rpm_layout(file));
    for (const auto& script : rpm_scripts(layout.header)) {
        MME_TRY(auto spooled, nest.take_bytes("scriptlet " + script.name, as_bytes(script.body)));
        MME_CHECK(nest.offer_with_members(std::move(spooled)));
    }
    return Done{};
}

Status offer_control_members(const PackageFile& file, const Package& package, Nest& nest) {
    Expansion expansion;
    const auto visit = [&](ArchiveEntry& entry) -> Status {
        const std::string path = shortened("control" + installed_path(entry.path));
        MME_CHECK(nest.charge(path, entry, expansion));
        MME_TRY(auto spooled, nest.take(path, entry, expansion));
        return nest.offer_with_members(std::move(spooled));
    };
    const auto walk = [&](const Visit& each) {
        return counting_nothing(walk_control_files(file, package, each));
    };
    Status walked = nest.walk(package_path(package), file, walk, visit);
    if (!walked && walked.error().code() == Code::scan_inconclusive) return Done{};
    return walked;
}

/// rpm installs what its header lists, and a verifier counts that list: a payload with other files in it
/// was not read as it will be.
void compare_with_header(const Package& package, const Payload& payload, Nest& nest) {
    if (package.identity.type != PackageType::rpm || package.listed == payload.offered()) return;
    nest.skip(package_path(package),
              "the payload holds " + shown(payload.offered()) + ", the rpm's header lists " +
                  (package.listed ? shown(*package.listed) : "files that cannot be added up"));
}

}  // namespace

Result<Unpacked> unpack(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                        const Offer& offer, const Walker& walker) {
    const bool rpm = package.identity.type == PackageType::rpm;
    MME_TRY(auto inventory, size_of_inventory(file, package, limits, walker));
    const auto fits = [&](const Container& container) {
        inventory.add(container);
        return check_fits(inventory, file.shown());
    };
    Nest nest(limits, offer, walker, fits);
    MME_CHECK(offer_whole_package(file, package, nest));
    MME_CHECK(rpm ? offer_rpm_scripts(file, nest) : offer_control_members(file, package, nest));
    Payload payload(package.identity.type, nest);
    MME_CHECK(payload.walk(file, package));
    compare_with_header(package, payload, nest);
    return Unpacked{payload.take_files(), nest.take_containers(), nest.take_gaps()};
}

}  // namespace mme
