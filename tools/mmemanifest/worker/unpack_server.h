// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/confinement.h"

namespace mme {

/// Confines itself, greets, and forks a child for each request until `control` ends. One that takes a
/// package_request reads the package (package_server.h). One that takes an unpack_request walks the package
/// through a ForkedWalker, and so runs no decoder itself: what it hashes, limits and lists are the bytes that
/// those sent it. It offers each file by a descriptor that nobody can write through. Errors: if `scratch`
/// cannot be used.
Status serve_unpacker(Channel control, Confinement confinement, const std::string& scratch);

}  // namespace mme
