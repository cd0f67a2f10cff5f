// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/package/rpm_header.h"
#include "manifest/model.h"

namespace mme {

/// Name, [epoch:]version-release and architecture as rpm takes them: printable ASCII without white space and
/// '/', no '-' or ':' in version and release, plain words for architecture and operating system, at most 256
/// bytes each. The header's tags were checked before (check_rpm_tags). Errors: archive-malformed.
Result<Identity> rpm_identity(const PackageFile& file, const RpmHeader& header);

/// Whether rpm takes it for a source package (headerIsSource, and the guess for headers that do not say).
bool is_source_rpm(const RpmHeader& header);

/// Names it provides, conflicts with and obsoletes. Errors: archive-malformed for more than 100,000 of a
/// kind, a name of more than 4,096 bytes, and more than 16 MiB together.
Result<std::vector<std::string>> rpm_related_names(const PackageFile& file, const RpmHeader& header);

}  // namespace mme
