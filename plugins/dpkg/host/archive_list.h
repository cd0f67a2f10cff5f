// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "plugins/dpkg/host/dpkg_command_line.h"

namespace mme {

/// The archives dpkg will unpack, as absolute paths: operands seen from `folder`, and with --recursive
/// every regular file *.deb below them, links followed as dpkg does.
/// Errors: internal-error if there is none, a folder cannot be walked, or the walk has no end.
Result<std::vector<std::string>> list_archives(const DpkgCommandLine& line,
                                               const std::filesystem::path& folder);

}  // namespace mme
