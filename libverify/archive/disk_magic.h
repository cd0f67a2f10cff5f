// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/io/bytes.h"

namespace mme {

// Whether the first bytes of a file (at least 2,048 if it has them) are the header of a disk image, or of an
// archive of another system, whose magic alone is too short to trust. None of them can be unpacked here.

/// LHA: the method "-lh0-" to "-lhx-", "-lz4-", "-pm0-" and so on, and a header that states a size.
bool is_lha_header(ByteView head) noexcept;
/// ARJ: magic, a header of a possible size, and a first header of possible size in it.
bool is_arj_header(ByteView head) noexcept;
/// ARC: mark, a method from 2 on, a name, a date, and sizes that fit each other.
bool is_arc_header(ByteView head) noexcept;
/// InstallShield's cabinet: magic, and a version of 1 to 4 in the byte that has it.
bool is_installshield_header(ByteView head) noexcept;
/// WARC: "WARC/", a version of two digits, the end of a line.
bool is_warc_header(ByteView head) noexcept;
/// Electron's asar: three sizes that agree, then JSON that begins with "files".
bool is_asar_header(ByteView head) noexcept;
/// minix file systems of every version, in either byte order: magic and a superblock that makes sense.
bool is_minix_superblock(ByteView head) noexcept;
/// JFFS2: the magic and one of the five node types, in either byte order.
bool is_jffs2_node(ByteView head) noexcept;
/// A boot sector that states sector and cluster sizes as FAT, exFAT and NTFS do. A bare boot sector that is
/// kept as a file (512 bytes) is none.
bool is_boot_record(ByteView head) noexcept;
/// MBR: its signature, and a partition table in which each used entry is well formed and one partition begins
/// in the file, which has `size` bytes. Boot code that is kept as a file has none.
bool is_partitioned(ByteView head, std::uint64_t size) noexcept;

}  // namespace mme
