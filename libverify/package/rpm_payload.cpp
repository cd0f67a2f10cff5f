// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_payload.h"

namespace mme {

Status walk_rpm_payload(const PackageFile& file, const Package& package,
                        const std::function<Status(ArchiveEntry&)>& visit) {
    constexpr ArchiveLimits limits{.bytes = ~std::uint64_t{0}};
    return walk_archive(file, package.payload, ArchiveKind::cpio, limits, visit);
}

Status walk_rpm_paths(const PackageFile& /*file*/, const Package& package,
                      const std::function<Status(const PayloadPath&)>& visit) {
    for (const std::string& path : package.paths) MME_CHECK(visit({path, FileType::file, {}}));
    return Done{};
}

}  // namespace mme
