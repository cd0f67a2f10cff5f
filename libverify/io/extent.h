// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

namespace mme {

/// A range of bytes inside a file.
struct Extent {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

}  // namespace mme
