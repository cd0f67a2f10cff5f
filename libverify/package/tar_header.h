// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

inline constexpr std::size_t tar_block_bytes = 512;

/// The type flags that are read.
enum class TarType : char {
    file = '0',  ///< the NUL of old writers too
    hardlink = '1',
    symlink = '2',
    character_device = '3',
    block_device = '4',
    directory = '5',
    fifo = '6',
    long_target = 'K',  ///< GNU: the content is the target of the entry that follows
    long_name = 'L',    ///< GNU: the content is the name of the entry that follows
};

/// One header block, as dpkg and GNU tar both take it.
struct TarHeader {
    std::string name;    ///< raw bytes; the prefix of ustar before it
    std::string target;  ///< of hard and symbolic links, else empty
    TarType type = TarType::file;
    unsigned mode = 0;       ///< permission bits, at most 07777
    std::uint64_t size = 0;  ///< of a file and of a long name; else 0
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::string user;  ///< empty if only the number is there
    std::string group;
    std::uint32_t major = 0;  ///< of devices
    std::uint32_t minor = 0;
};

/// Parses a header block of tar_block_bytes that is not all zeros. The rules stand in the source, before the
/// code. Errors: archive-malformed, what is wrong in the header and nothing of where it is.
Result<TarHeader> parse_tar_header(ByteView block);

}  // namespace mme
