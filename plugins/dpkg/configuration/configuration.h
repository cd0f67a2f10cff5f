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

/// What is found on a host.
struct HookStatus {
    bool file_present = false;
    bool content_as_expected = false;
    bool program_executable = false;
    bool plugin_loads = false;

    [[nodiscard]] bool in_force() const noexcept {
        return file_present && content_as_expected && program_executable && plugin_loads;
    }
};

/// Write etc/apt/apt.conf.d/05mmeverify or etc/dpkg/dpkg.cfg.d/mmeverify below `sysroot` ("" or "/": the
/// running system), atomically. With the program gone the written lines do nothing, so a removed
/// mmeverify never stops apt or dpkg. Errors: internal-error with the system's reason.
Status enable_apt(const std::filesystem::path& sysroot, const HookCommand& command);
Status enable_dpkg(const std::filesystem::path& sysroot, const HookCommand& command);

/// Remove that file; one that is not there is no error.
Status disable_apt(const std::filesystem::path& sysroot);
Status disable_dpkg(const std::filesystem::path& sysroot);

/// Compare what is there with what enable_* would write. `modules` is the folder of
/// the plugins (*.so), which are looked up inside `sysroot` and loaded to try them.
HookStatus status_apt(const std::filesystem::path& sysroot, const HookCommand& command,
                      const std::filesystem::path& modules = MME_MODULEDIR "/dpkg-plugins");
HookStatus status_dpkg(const std::filesystem::path& sysroot, const HookCommand& command,
                       const std::filesystem::path& modules = MME_MODULEDIR "/dpkg-plugins");

}  // namespace mme
