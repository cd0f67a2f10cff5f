// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>
#include <vector>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// What a file carries behind the part that its own reader uses: an archive behind a script, a file system
/// behind a program.
struct Carried {
    Extent extent;
    std::string_view carrier;  ///< for messages: "script", "ELF program"
};

/// What a carrier carries, found by the carrier's structure, never by a magic anywhere in it: from the first
/// line of a script or a text that is none any more (script_tail.h); behind the last section and segment of
/// an ELF or PE program; archives among a PE program's resources and behind a DOS program; the payloads of
/// boot images. The signature of a kernel module and the certificates of a PE program are not carried.
/// Errors: those of reading the file.
Result<std::vector<Carried>> carried_by(const PackageFile& file);

}  // namespace mme
