// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// A spooled file as the readers of archives take it, through a descriptor of its own.
/// Errors: internal-error when descriptors are out.
Result<PackageFile> view_of(const SpooledFile& file);

/// Where the zeros from `at` on end, or the file does. Errors: those of reading the file.
Result<std::uint64_t> end_of_zeros(const PackageFile& file, std::uint64_t at);

/// Gives the bytes of an extent, which lies in the file, in order. The file has to live longer.
ReadPiece reader_of(const PackageFile& file, Extent extent);

}  // namespace mme
