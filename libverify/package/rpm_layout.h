// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "libverify/package/rpm_header.h"

namespace mme {

inline constexpr std::uint64_t rpm_lead_bytes = 96;

/// Where the pieces of an rpm lie, and its two headers.
struct RpmLayout {
    RpmHeader signatures;
    RpmHeader header;
    Extent header_extent;
    Extent payload;
};

/// Reads lead, signature header (with its zero padding) and main header, whose tags have the types and counts
/// that rpm gives them (check_rpm_tags), and checks that the sizes that the signature header or, in format 6,
/// the header states add up to the file. Errors: archive-malformed.
Result<RpmLayout> read_rpm_layout(const PackageFile& file);

}  // namespace mme
