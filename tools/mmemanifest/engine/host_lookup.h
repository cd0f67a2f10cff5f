// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <netdb.h>

#include <chrono>
#include <memory>
#include <string>

#include "manifest/result.h"

namespace mme {

struct FreeAddresses {
    void operator()(addrinfo* list) const noexcept { ::freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, FreeAddresses>;

/// The addresses of a host, as getaddrinfo(3) finds them for TCP, at least one. A numeric address is not
/// asked about; a name server that does not answer is left to a thread of its own, which ends when the
/// resolver gives up. Errors: internal-error: getaddrinfo's words, "time-out", "interrupted by a signal".
Result<AddressList> look_up_host(const std::string& host, const std::string& port,
                                 std::chrono::steady_clock::time_point deadline);

}  // namespace mme
