// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_files.h"

#include <set>
#include <utility>

namespace mme {
namespace {

namespace tag {
constexpr std::uint32_t sizes = 1028;
constexpr std::uint32_t modes = 1030;
constexpr std::uint32_t flags = 1037;
constexpr std::uint32_t devices = 1095;
constexpr std::uint32_t inodes = 1096;
constexpr std::uint32_t long_sizes = 5008;
}  // namespace tag

using Numbers = std::vector<std::uint64_t>;

constexpr std::uint64_t type_bits = 0170000;
constexpr std::uint64_t regular = 0100000;
constexpr std::uint64_t ghost = 1U << 6U;

Numbers sizes_of(const RpmHeader& header) {
    return header.numbers(header.find(tag::long_sizes) != nullptr ? tag::long_sizes : tag::sizes);
}

bool fits(const Numbers& list, std::size_t count) {
    return list.empty() || list.size() == count;
}

}  // namespace

std::optional<Tally> rpm_listed_files(const RpmHeader& header) {
    const Numbers modes = header.numbers(tag::modes);
    const Numbers sizes = sizes_of(header);
    const Numbers flags = header.numbers(tag::flags);
    const Numbers devices = header.numbers(tag::devices);
    const Numbers inodes = header.numbers(tag::inodes);
    const std::size_t count = modes.size();
    if (sizes.size() != count || !fits(flags, count) || !fits(devices, count) || !fits(inodes, count))
        return std::nullopt;
    Tally tally;
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    for (std::size_t i = 0; i < count; ++i) {
        if ((modes[i] & type_bits) != regular || (!flags.empty() && (flags[i] & ghost) != 0)) continue;
        const bool linked = !inodes.empty() && !devices.empty() && inodes[i] != 0;
        if (linked && !seen.emplace(devices[i], inodes[i]).second) continue;
        tally.add(1, sizes[i]);
    }
    return tally;
}

}  // namespace mme
