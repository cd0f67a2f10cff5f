// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/bytes.h"

namespace mme {

// Whether the first bytes of a file are the header of a format whose magic alone is too short to trust.
// `head` may be shorter than the header: then it is none.

/// A block of 512 bytes with the checksum of a tar header, its bytes added up as unsigned or as signed.
bool has_tar_checksum(ByteView head) noexcept;
/// POSIX, GNU or V7 tar: the magic "ustar", or the checksum of the header block.
bool is_tar_header(ByteView head) noexcept;
/// cpio: newc and crc with their hexadecimal, odc with its octal digits; old binary, both byte orders.
bool is_cpio_header(ByteView head) noexcept;
/// RFC 1952: magic, method deflate, no reserved flag.
bool is_gzip_header(ByteView head) noexcept;
/// bzip2: "BZh", block size, then a block or the end of the stream.
bool is_bzip2_header(ByteView head) noexcept;
/// .lzma: the usual lc, lp and pb, a dictionary size that encoders use, and a size below 2^40 or unknown.
bool is_lzma_header(ByteView head) noexcept;
/// .lzma with any other lc, lp and pb: the same numbers, a size that is not 0, and a first byte with which a
/// stream of any content begins. Other files may begin so.
bool is_unusual_lzma_header(ByteView head) noexcept;
/// The magic numbers of zstd 0.2 to 0.7.
bool is_old_zstd_header(ByteView head) noexcept;
/// compress(1): magic, no reserved flag, codes of 9 to 16 bits.
bool is_compress_header(ByteView head) noexcept;
/// RFC 8878 section 3.1.2: a skippable frame, with which zstd streams may begin.
/// pack(1), which gzip reads: the length, and the levels of the code, at most 25.
bool is_pack_header(ByteView head) noexcept;
bool is_skippable_frame(ByteView head) noexcept;
/// ext2, ext3, ext4: magic, block size and revision of the superblock.
bool is_ext_superblock(ByteView head) noexcept;

}  // namespace mme
