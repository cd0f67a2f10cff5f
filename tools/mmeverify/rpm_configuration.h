// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

#include "manifest/result.h"

namespace mme {

/// The macro file by which rpm (and so dnf and zypper) loads the plugin, below a sysroot.
std::filesystem::path rpm_macro_file(const std::filesystem::path& sysroot);
/// The plugin file that the macro names, below a sysroot.
std::filesystem::path rpm_plugin_file(const std::filesystem::path& sysroot);
/// The one line that the macro file holds. Options are passed on only where they differ from the defaults.
std::string rpm_macro_text(const std::string& options);

/// Writes or removes the macro file. Enabling refuses while the plugin file is not there, since rpm
/// passes over a missing plugin in silence. Errors: internal-error.
Status enable_rpm(const std::filesystem::path& sysroot, const std::string& options);
Status disable_rpm(const std::filesystem::path& sysroot);

}  // namespace mme
