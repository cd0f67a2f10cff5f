// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

namespace mme {

/// Makes a directory and those above it that are not there, with mode 0755 less what the umask takes: a wide
/// umask must not make them anybody's. What is in the way is found by whoever uses the directory.
void make_directories(const std::filesystem::path& path) noexcept;

}  // namespace mme
