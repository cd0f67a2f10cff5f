// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/shard.h"

#include <algorithm>
#include <charconv>

namespace mme {
namespace {

constexpr std::size_t most_shards = 100'000;

/// A number in decimal digits alone; 0 for anything else.
std::size_t number(const char* begin, const char* end) {
    std::size_t value = 0;
    const auto read = std::from_chars(begin, end, value);
    return read.ec == std::errc{} && read.ptr == end ? value : 0;
}

}  // namespace

Result<Shard> parse_shard(const std::string& text) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    const char* slash = std::find(begin, end, '/');
    const Shard shard{number(begin, slash), slash == end ? 0 : number(slash + 1, end)};
    if (shard.index >= 1 && shard.index <= shard.count && shard.count <= most_shards) return shard;
    return fail(Code::internal_error,
                "--shard '" + text + "' is no part; wanted I/N with I from 1 to N, such as 2/8");
}

std::vector<std::string> part_of(std::vector<std::string> paths, const Shard& shard) {
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    std::vector<std::string> part;
    for (std::size_t i = shard.index - 1; i < paths.size(); i += shard.count) part.push_back(paths[i]);
    return part;
}

}  // namespace mme
