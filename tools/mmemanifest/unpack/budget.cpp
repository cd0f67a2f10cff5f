// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/budget.h"

#include <algorithm>
#include <limits>

namespace mme {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t free_bytes = std::uint64_t{64} << 20U;

std::uint64_t product(std::uint64_t left, std::uint64_t right) {
    return right != 0 && left > most / right ? most : left * right;
}

std::uint64_t sum(std::uint64_t left, std::uint64_t right) {
    return right > most - left ? most : left + right;
}

Error over(const std::string& what, std::uint64_t limit, const std::string& option) {
    return fail(Code::scan_inconclusive, what + " " + std::to_string(limit) + " (" + option + ")");
}

}  // namespace

std::string settings_text(const UnpackLimits& limits) {
    return "max-depth=" + std::to_string(limits.depth) + " max-entries=" + std::to_string(limits.entries) +
           " max-expanded-bytes=" + std::to_string(limits.expanded_bytes) +
           " max-ratio=" + std::to_string(limits.ratio) +
           " max-package-seconds=" + std::to_string(limits.seconds);
}

Status Budget::take_entry() {
    if (entries_ == limits_.entries)
        return over("the package holds more entries than", limits_.entries, "--max-entries");
    ++entries_;
    return Done{};
}

Status Budget::take_bytes(std::uint64_t bytes) {
    if (bytes > limits_.expanded_bytes - bytes_)
        return over("the package expands to more bytes than", limits_.expanded_bytes, "--max-expanded-bytes");
    bytes_ += bytes;
    return Done{};
}

Expansion::Expansion(std::uint64_t size, const UnpackLimits& limits)
    : most_(std::max(free_bytes, product(size, limits.ratio))), ratio_(limits.ratio) {}

Status Expansion::take(std::uint64_t claim, std::uint64_t decoded, Budget& budget) {
    claimed_ = sum(claimed_, claim);
    const std::uint64_t total = std::max(claimed_, decoded);
    if (total > most_) return over("it expands by more than the ratio", ratio_, "--max-ratio");
    if (total <= charged_) return Done{};
    MME_CHECK(budget.take_bytes(total - charged_));
    charged_ = total;
    return Done{};
}

}  // namespace mme
