// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <algorithm>

#include "libverify/io/package_file.h"

namespace mme {

/// As many of the `length` bytes from `offset` as the file has; none if it ends before. Errors: those of
/// reading.
inline Result<Bytes> read_some(const PackageFile& file, std::uint64_t offset, std::uint64_t length) {
    if (offset >= file.size()) return Bytes{};
    return file.read_range(offset, std::min(length, file.size() - offset));
}

}  // namespace mme
