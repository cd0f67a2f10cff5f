// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/isolation/channel.h"

namespace mme {

/// Greets, takes one command_request (engine/supervised_command.h), runs it as a subreaper until all that it
/// has started has ended, and tells its output and its outcome. When the other side of `control` is closed,
/// all is killed. It is not confined: a vendor's scanner is no part of this program, and may need a network,
/// its daemon and its user's files. Errors: internal-error if it cannot be a subreaper or the command cannot
/// be started.
Status serve_command(Channel control);

}  // namespace mme
