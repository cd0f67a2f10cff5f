// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/bytes.h"

namespace mme {

// Numbers of at most 8 bytes. The caller has checked that the bytes are there.

/// The lowest byte first.
inline std::uint64_t little_endian(ByteView bytes) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8U | bytes[i - 1];
    return value;
}
inline std::uint64_t little_endian(ByteView bytes, std::size_t at, std::size_t size) noexcept {
    return little_endian(bytes.subspan(at, size));
}

/// The highest byte first.
inline std::uint64_t big_endian(ByteView bytes) noexcept {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8U | byte;
    return value;
}
inline std::uint64_t big_endian(ByteView bytes, std::size_t at, std::size_t size) noexcept {
    return big_endian(bytes.subspan(at, size));
}

}  // namespace mme
