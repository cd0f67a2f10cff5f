// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libverify/io/bytes.h"
#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/model.h"
#include "manifest/result.h"
#include "manifest/tally.h"

namespace mme {

/// The manifest and signature that travel inside a package. Untrusted until authenticated.
struct EmbeddedBlobs {
    std::optional<Bytes> manifest;
    std::optional<Bytes> signature;
};

/// A package as its own bytes describe it; everything here is unverified.
struct Package {
    Identity identity;
    std::vector<Part> parts;  ///< in the order of SPEC.md section 5, digests computed from the bytes
    Sha256 content_id;
    EmbeddedBlobs embedded;

    // What the scope of a policy looks at.
    std::string vendor;               ///< rpm Vendor, deb Maintainer
    std::vector<std::string> claims;  ///< names it provides, replaces, obsoletes, conflicts with or breaks

    // What a scan has to have been offered (SPEC.md section 4.2).
    Tally scripts;                ///< rpm: scriptlets; deb: regular files of control.tar
    std::optional<Tally> listed;  ///< rpm: regular files of the header; nothing if it cannot be added up

    // For a second check without the file.
    Sha256 header_sha256;              ///< rpm: the part "header"; deb: the part "control.tar..."
    Extent payload;                    ///< rpm: compressed payload; deb: data.tar member's content
    Extent control;                    ///< deb: control.tar member's content
    std::vector<Extent> part_extents;  ///< where each part is, in the order of `parts`
};

/// Looks at the first bytes only: rpm lead magic or "!<arch>\n". Errors: archive-malformed.
Result<PackageType> identify(const PackageFile& file);

/// Reads a package strictly (SPEC.md section 5): anything surplus, duplicate, overlapping, truncated
/// or trailing is archive-malformed. Nothing but a deb's control.tar is decompressed.
Result<Package> read_package(const PackageFile& file);

}  // namespace mme
