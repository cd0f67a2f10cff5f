// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "manifest/model.h"
#include "manifest/result.h"
#include "tools/mmemanifest/package/package_reader.h"

namespace mme {

/// A package file as it lies there, its manifest and signatures included.
struct StoredFile {
    std::uint64_t size = 0;
    Sha256 sha256;
};

/// What a report speaks of.
struct Subject {
    Manifest manifest;
    std::optional<StoredFile> file;  ///< only if the package itself was given, not a manifest
};

/// Reads the manifest of a package or manifest file; size and digest of a package are those of the
/// descriptor it was read from. No signature is judged.
/// Errors: as load_manifest; part-mismatch or subject-mismatch if the package carries the manifest of another
/// one, because its digest would be published beside foreign results.
Result<Subject> load_subject(const std::string& path, PackageReader& reader);

}  // namespace mme
