// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/icap_message.h"

namespace mme {

/// Asks the service for its options. Errors: internal-error.
Result<IcapOptions> ask_icap_options(const IcapService& service, Deadline deadline);

/// Has one file scanned by RESPMOD on a connection of its own. At most the file without its last byte
/// is sent as a preview, so that a service that lets the file pass without having seen it all is found
/// out. Errors: internal-error: the service cannot be reached or broke off.
Result<FileAnswer> scan_by_icap(const IcapService& service, const IcapOptions& options,
                                const SpooledFile& file, Deadline deadline);

}  // namespace mme
