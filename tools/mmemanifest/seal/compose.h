// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "manifest/model.h"
#include "tools/mmemanifest/scan/scan.h"

namespace mme {

/// Reads a --release file: TOML whose root holds the keys of the manifest's [release] table.
Result<Release> load_release(const std::string& path);

/// The manifest's [package] for a scanned package.
PackageSection section_of(const ScannedPackage& scanned);

/// The manifest of a scanned package. Without a release its vendor, name and version are used; a
/// package without a vendor then needs --release (internal-error).
Result<Manifest> compose_manifest(const ScannedPackage& scanned, const std::optional<Release>& release);

/// The text of a manifest. Errors: manifest-malformed naming the package if no reader would take it for its
/// length.
Result<std::string> manifest_text(const Manifest& manifest);

}  // namespace mme
