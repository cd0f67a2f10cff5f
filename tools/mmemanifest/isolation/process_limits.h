// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

namespace mme {

/// What a process that reads hostile bytes may use (setrlimit(2)).
struct ProcessLimits {
    std::uint64_t memory_bytes = 0;       ///< that it may take beyond what it has when the limit is set
    std::uint64_t file_bytes = 0;         ///< largest file it may write
    std::uint64_t processor_seconds = 0;  ///< 0: not limited here
    std::uint64_t descriptors = 64;
    bool may_fork = false;
};

/// Limits the calling process; it leaves no core file either. False if the kernel refuses one of them.
bool apply_limits(const ProcessLimits& limits) noexcept;

/// A process that cannot get memory ends with this code, so that its parent can say so.
inline constexpr int out_of_memory_exit = 97;

/// From now on a failed `new` ends the process with out_of_memory_exit.
void end_without_memory() noexcept;

}  // namespace mme
