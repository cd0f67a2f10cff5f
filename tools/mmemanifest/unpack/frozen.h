// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

/// Another descriptor of a spooled file through which nobody can change it: of a file in memory that is
/// sealed (fcntl(2), F_ADD_SEALS), or of a file on disk that is opened again for reading alone. Errors:
/// internal-error if neither can be had.
Result<Fd> frozen(int descriptor);

/// Whether a descriptor that came from another process is such a one, of a regular file of `size` bytes
/// that has no name.
bool is_frozen(int descriptor, std::uint64_t size);

}  // namespace mme
