// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/result.h"
#include "plugins/dpkg/host/apt_protocol.h"

namespace mme {

/// What the package manager is about to do, whichever one called.
struct Call {
    std::string front_end;             ///< "apt" or "dpkg"
    std::string action;                ///< as in DPKG_HOOK_ACTION; "install" for apt
    std::vector<AptArchive> archives;  ///< of install and unpack
    std::vector<Error> objections;
    std::string root = {};  ///< the directory that is installed into; empty for "/"
};

/// Reads apt's protocol from standard input.
Result<Call> read_apt_call();

/// Reads DPKG_HOOK_ACTION, DPKG_FORCE and the parent's command line.
/// Errors: internal-error for whatever is not understood.
Result<Call> read_dpkg_call();

}  // namespace mme
