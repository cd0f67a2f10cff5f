// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mme {

/// How far a package is unpacked. What lies beyond a limit makes every engine's result inconclusive.
struct UnpackLimits {
    unsigned depth = 8;                 ///< archives inside archives
    std::uint64_t entries = 1'000'000;  ///< of the package and of all archives in it
    std::uint64_t expanded_bytes = std::uint64_t{64}
                                   << 30U;  ///< everything that is decompressed or extracted
    std::uint64_t ratio = 1000;    ///< expanded bytes for each byte of one archive, after its first 64 MiB
    std::uint64_t seconds = 3600;  ///< that unpacking and all engines together may take
};

/// "max-depth=8 max-entries=..." for the report's settings.
std::string settings_text(const UnpackLimits& limits);

}  // namespace mme
