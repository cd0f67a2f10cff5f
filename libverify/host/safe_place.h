// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

#include "manifest/result.h"

namespace mme {

/// Whether nobody but root could put other bytes at this path: the file, every folder above it, and
/// every hop of a symbolic link on the way are owned by root and writable by no one else (folders
/// with the sticky bit excepted). The error has code `refusal` and names the first place that fails.
/// A path that does not exist is the same error.
Status check_safe_place(const std::filesystem::path& path, Code refusal);

/// The same for a place that the user of this process may own too: where it keeps its own state and journal.
Status check_own_place(const std::filesystem::path& path, Code refusal);

/// The path itself, or the nearest directory above it that exists: where it would be made.
std::filesystem::path nearest_existing(std::filesystem::path path);

}  // namespace mme
