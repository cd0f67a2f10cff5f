// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/bytes.h"

namespace mme {

/// The number in at most 8 bytes, the lowest byte first.
inline std::uint64_t little_endian(ByteView bytes) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8U | bytes[i - 1];
    return value;
}

}  // namespace mme
