// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "libverify/package/rpm_header.h"

namespace mme {

/// Signature header tags under which a manifest and its signature travel (SPEC.md section 7).
inline constexpr std::uint32_t rpm_tag_manifest = 0x40004d4d;
inline constexpr std::uint32_t rpm_tag_signature = 0x40004d53;

/// Reads an rpm of format v3, v4 or v6 without librpm: lead, signature header, header; the payload
/// is hashed. The header hash is always computed, never read from a tag.
Result<Package> read_rpm(const PackageFile& file);

/// SHA-256 of a main header's immutable region, as rpm's SHA256HEADER has it: the 8 bytes
/// 8eade801 00000000, then `region` (headerExport or RPMTAG_HEADERIMMUTABLE data: index count,
/// data length, index entries, data).
Sha256 rpm_header_sha256(ByteView region);

/// A maintainer script of the main header, for scanners ("prein", "postin", "trigger 2", ...), or an
/// interpreter and its arguments ("postin-interpreter 3"). The body belongs to the header.
struct RpmScript {
    std::string name;
    std::string_view body;
};
std::vector<RpmScript> rpm_scripts(const RpmHeader& header);
/// Their number and bytes, added up where they lie.
Tally rpm_script_tally(const RpmHeader& header);

}  // namespace mme
