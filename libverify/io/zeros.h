// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <algorithm>

#include "libverify/io/bytes.h"

namespace mme {

/// Whether there is nothing else in it; true of no bytes at all.
inline bool only_zeros(ByteView bytes) noexcept {
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace mme
