// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/bytes.h"

namespace mme {

/// The header of a cpio entry, of any form.
struct CpioEntryHeader {
    std::uint64_t header_bytes = 0;
    std::uint64_t alignment = 1;  ///< of header and name together, and of the body
    std::uint64_t inode = 0;
    std::uint64_t mode = 0;
    std::uint64_t links = 1;
    std::uint64_t device = 0;
    std::uint64_t size = 0;
    std::uint64_t name_bytes = 0;           ///< with its NUL
    std::optional<std::uint64_t> checksum;  ///< crc: the bytes of the body added up, modulo 2^32
};

/// The longest header of them.
inline constexpr std::size_t most_cpio_header_bytes = 110;

/// Nothing if `head`, which may be shorter at the end of a file, is no header.
std::optional<CpioEntryHeader> parse_cpio_header(ByteView head);

}  // namespace mme
