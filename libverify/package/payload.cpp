// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/payload.h"

#include "libverify/package/deb_payload.h"
#include "libverify/package/rpm_payload.h"

namespace mme {

Status walk_payload(const PackageFile& file, const Package& package,
                    const std::function<Status(ArchiveEntry&)>& visit) {
    return package.identity.type == PackageType::rpm ? walk_rpm_payload(file, visit)
                                                     : walk_deb_payload(file, package, visit);
}

Status walk_paths(const PackageFile& file, const Package& package,
                  const std::function<Status(const PayloadPath&)>& visit) {
    return package.identity.type == PackageType::rpm ? walk_rpm_paths(file, visit)
                                                     : walk_deb_paths(file, package, visit);
}

}  // namespace mme
