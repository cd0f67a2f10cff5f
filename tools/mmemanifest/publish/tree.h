// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// A digest over path, inode, size, mode and time of change of everything below a folder: two that are
/// equal mean that nobody has written there in between. Errors: internal-error.
Result<Sha256> tree_state(const std::filesystem::path& folder);

/// Makes `copy` a copy of the folder with owners, modes, times and extended attributes. Package files
/// become hard links, because nobody writes into them; everything else is copied, because repository
/// tools do. Both must lie in one file system. Errors: internal-error.
Status copy_tree(const std::filesystem::path& folder, const std::filesystem::path& copy);

/// Whether a file's name is that of an rpm or deb package.
bool is_package_name(const std::filesystem::path& file);

}  // namespace mme
