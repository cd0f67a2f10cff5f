// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <string>

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// The whole of a manifest or signature file; larger ones than `most` bytes are refused.
Result<std::string> load_text(const std::string& path, std::size_t most);

/// The manifest in a package, or the text of a manifest file.
Result<std::string> load_manifest(const PackageFile& file);
Result<std::string> load_manifest(const std::string& path);

}  // namespace mme
