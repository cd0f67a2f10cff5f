// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <string>

#include "libverify/io/package_file.h"
#include "manifest/result.h"
#include "tools/mmemanifest/package/package_reader.h"

namespace mme {

/// The whole of a manifest or signature file; larger ones than `most` bytes are refused.
Result<std::string> load_text(const std::string& path, std::size_t most);

/// The manifest in a package, or the text of a manifest file. Errors: of opening and of PackageReader::read;
/// manifest-missing; manifest-malformed for a file that is larger than a manifest may be.
Result<std::string> load_manifest(const std::string& path, PackageReader& reader);
/// The manifest that was read with the package. Errors: manifest-missing.
Result<std::string> carried_manifest(const PackageFile& file, const Package& package);
/// The text of a manifest file. Errors: manifest-malformed if it is larger than a manifest may be.
Result<std::string> whole_manifest(const PackageFile& file);

}  // namespace mme
