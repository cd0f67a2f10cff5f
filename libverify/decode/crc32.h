// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/bytes.h"

namespace mme {

/// The CRC-32 of RFC 1952 section 8, which zip uses too, of what `before` is the CRC of and `bytes` after it.
/// 0 is the CRC of nothing.
std::uint32_t crc32_of(ByteView bytes, std::uint32_t before = 0) noexcept;

}  // namespace mme
