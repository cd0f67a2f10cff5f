// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// One machine's part of a set.
struct Shard {
    std::size_t index = 1;  ///< from 1
    std::size_t count = 1;
};

/// Reads "I/N", 1 <= I <= N <= 100000, in decimal digits alone. Errors: internal-error (a usage error).
Result<Shard> parse_shard(const std::string& text);

/// The part of a list that is this shard's: every path is in exactly one of the `count` shards, whatever
/// order they are listed in. A path listed twice counts once.
std::vector<std::string> part_of(std::vector<std::string> paths, const Shard& shard);

}  // namespace mme
