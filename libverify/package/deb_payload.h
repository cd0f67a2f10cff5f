// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/payload.h"

namespace mme {

/// The half of walk_payload() and walk_paths() for deb packages; the same bounds and errors.
Status walk_deb_payload(const PackageFile& file, const Package& package,
                        const std::function<Status(ArchiveEntry&)>& visit);
Status walk_deb_paths(const PackageFile& file, const Package& package,
                      const std::function<Status(const PayloadPath&)>& visit);

}  // namespace mme
