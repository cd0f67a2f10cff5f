// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// Whether bytes begin as one of the archives and compressions that installers carry.
bool begins_archive(ByteView bytes) noexcept;

/// Where what a text carries begins: the first line, from the second on, that begins an archive; in a script
/// ("#!") also one that holds a NUL, which no text has. A file is a text by its first
/// line, of less than 4 KiB and in ASCII, and without "#!" by all lines up to that one; PDF is none. Nothing
/// if it is none, or carries nothing. The whole file is read, however long it is. Errors: those of reading.
Result<std::optional<std::uint64_t>> tail_of_text(const PackageFile& file);

}  // namespace mme
