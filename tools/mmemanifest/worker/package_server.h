// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/confinement.h"

namespace mme {

/// In a forked child that has taken a package_request: confines itself further, reads the package, and says
/// what it is (tools/mmemanifest/package/package_message.h).
void describe_requested(Channel& channel, Received& request, const Confinement& confinement);

}  // namespace mme
