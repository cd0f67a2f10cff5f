// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"

namespace mme {

/// A package that brought files where configuration can switch enforcement off.
struct Bringer {
    std::string display_name;
    std::vector<std::string> paths;
};

/// Those of a transaction that was let through.
std::vector<Bringer> bringers_of(const TransactionDecision& decision);

/// Keeps them in the state directory for the process that is started after the run of `front_end`. Errors:
/// internal-error.
Status remember_bringers(const HostLayout& host, const std::string& front_end,
                         const std::vector<Bringer>& bringers);

/// Those that were remembered; they are forgotten. Nothing if there are none, or they cannot be read.
std::vector<Bringer> take_bringers(const HostLayout& host, const std::string& front_end);

/// Asks whether the package managers of the running system still ask mmeverify ("mmeverify status --after
/// CALLER", in a process of its own). If not, or if that cannot be learned, records an alarm that names each
/// package which may have brought the change (enforcement-lost) and gives the words for the screen; else "".
/// `front_end`: "rpm", "dpkg" or "apt", the one whose run has ended.
std::string confirm_enforcement(const HostLayout& host, const std::string& front_end,
                                const std::vector<Bringer>& bringers);

}  // namespace mme
