// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// Gives the bytes of an extent, which lies in the file, in order; 0 at its end. The file has to live longer.
/// Errors: those of reading the file.
std::function<Result<std::size_t>(std::span<std::uint8_t> out)> reader_of(const PackageFile& file,
                                                                          Extent extent);

/// Where the zeros from `at` on end, at most `end` or the file's end. Errors: those of reading the file.
Result<std::uint64_t> end_of_zeros(const PackageFile& file, std::uint64_t at, std::uint64_t end);

}  // namespace mme
