// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "libverify/io/memory_file.h"
#include "libverify/openpgp/verify_status.h"

namespace mme {

/// So long may gpg take, once.
inline constexpr std::chrono::seconds gpg_timeout{30};

/// Has one gpg process verify signed messages (signed_message) with the keys of `home`. Entry i holds the
/// signatures of message i if parse_verify_status() says that they are right, else nothing.
/// Errors: internal-error if gpg could not be run to its end.
///
/// GPGME would start gpg once more to ask for its version, and forks this process for each start.
Result<std::vector<std::vector<RightSignature>>> verify_messages(const std::string& home,
                                                                 const std::vector<MemoryFile>& messages);

}  // namespace mme
