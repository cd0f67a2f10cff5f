// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "libverify/io/bytes.h"
#include "libverify/io/package_file.h"
#include "libverify/package/package.h"
#include "manifest/result.h"

namespace mme {

/// How a package is read: read_package, or a process that does it for one that must not.
using PackageReading = std::function<Result<Package>(const PackageFile&)>;

/// Writes a copy of the package that carries the manifest and the signature (replacing those it had),
/// with every part unchanged: parts and content id before and after are compared, and a difference is
/// an internal-error without output. The copy is written beside `output` under a temporary name,
/// synced and renamed, so that a full disk or a crash leaves nothing half written; an existing
/// `output` is replaced only then. Mode 0644 less umask. Nothing is decompressed but by `read`.
Status embed(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
             const std::filesystem::path& output, const PackageReading& read);

/// Writes a file atomically in the same way, for manifests and signatures.
Status write_file_atomically(const std::filesystem::path& output, ByteView content);

}  // namespace mme
