// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// An archive that apt is about to hand to dpkg.
struct AptArchive {
    std::string path;               ///< absolute
    std::string installed_version;  ///< empty if none is installed
};

/// Reads what apt writes to a DPkg::Pre-Install-Pkgs hook, protocol version 3 (apt.conf(5)), strictly.
/// Names and versions of the lines are apt's opinion and are not handed on as identity.
/// Removals and configurations are let through and give no archive.
/// Errors: internal-error for another version, a truncated text and everything not understood.
Result<std::vector<AptArchive>> parse_apt_protocol(std::string_view text);

/// The options that apt gives dpkg before its action: the values below DPkg::Options, in their order, of a
/// text that parse_apt_protocol() has accepted. apt takes names of its configuration whatever their case.
std::vector<std::string> dpkg_options_in_apt_protocol(std::string_view text);

}  // namespace mme
