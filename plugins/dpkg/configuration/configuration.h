// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// What the written configuration calls. The program's path and the options may hold letters, digits
/// and /._-=+ only, since apt, dpkg and a shell read them.
struct HookCommand {
    std::filesystem::path program = MME_LIBEXECDIR "/dpkg-hook";
    std::vector<std::string> options;  ///< "--policy", "/path", ...
};

/// Which of the two reads the configuration.
enum class HookCaller { apt, dpkg };

/// etc/apt/apt.conf.d/05mmeverify or etc/dpkg/dpkg.cfg.d/mmeverify below `sysroot` ("" or "/": the running
/// system).
std::filesystem::path hook_file(HookCaller caller, const std::filesystem::path& sysroot);

/// What that file holds. With the program gone its lines do nothing, so a removed mmeverify never stops
/// apt or dpkg.
std::string hook_text(HookCaller caller, const HookCommand& command);

/// The lines that `apt-config --format '%f %v%n' dump` (apt-config(8)) prints while apt's file is in force.
std::vector<std::string> apt_dump_lines(const HookCommand& command);

/// Writes that file atomically, mode 0644, with the folders above it. Errors: internal-error with the
/// system's reason, or for a command that a shell would read otherwise than it stands.
Status enable_hook(HookCaller caller, const std::filesystem::path& sysroot, const HookCommand& command);

/// Removes that file; one that is not there is no error.
Status disable_hook(HookCaller caller, const std::filesystem::path& sysroot);

}  // namespace mme
