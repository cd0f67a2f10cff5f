// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"

namespace mme {

/// Names of the ar members under which a manifest and its signature travel (SPEC.md section 7).
inline constexpr std::string_view deb_member_manifest = "_mmemanifest";
inline constexpr std::string_view deb_member_signature = "_mmesignature";

/// Reads a deb of format 2.0 (deb(5)), strictly: debian-binary, one control.tar, one data.tar, then at
/// most one manifest, one signature and a _gpg* member of debsigs, and nothing else.
Result<Package> read_deb(const PackageFile& file);

}  // namespace mme
