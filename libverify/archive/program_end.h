// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

// Where a program ends by its own headers, in bytes from the start of the file; never behind the file's end.
// Nothing if the file is no such program, or its headers leave the file or count more than 65,536 sections.
// Errors: those of reading the file.

/// ELF (32 and 64 bits, both byte orders): behind the last of section headers, sections and segments.
Result<std::optional<std::uint64_t>> elf_end(const PackageFile& file);
/// DOS: behind the image, by the pages in the header; nothing for a program that is more than one of DOS (PE,
/// NE, LE and others, whose header stands where bytes 60 to 63 say).
Result<std::optional<std::uint64_t>> dos_end(const PackageFile& file);
/// PE: what follows the last section and the symbols behind it, up to the certificates if they close the
/// file, else to its end.
Result<std::optional<Extent>> pe_overlay(const PackageFile& file);

}  // namespace mme
