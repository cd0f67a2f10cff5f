// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// What a file carries behind the part that its own reader uses: an archive behind a script, a file system
/// behind a program.
struct Tail {
    std::uint64_t offset;      ///< in bytes; to the end of the file
    std::string_view carrier;  ///< for messages: "script", "ELF program"
};

/// Where the tail of a carrier begins, found by the carrier's structure, never by a magic anywhere in it: the
/// first line of a script that is no text or begins an archive; behind the last section and segment of an
/// ELF or PE program; behind the header of a uImage; the payload of a Linux kernel (bzImage). The padding,
/// the signature of a kernel module and the certificates of a PE program are no tail. Nothing if there is
/// none. Errors: those of reading the file.
Result<std::optional<Tail>> carried_tail(const PackageFile& file);

}  // namespace mme
