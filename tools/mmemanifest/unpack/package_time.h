// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <string>

namespace mme {

/// Until when a package may be worked on, by unpacking and by every engine (--max-package-seconds). It begins
/// once for each package and is handed on to all who work on it. Without a value it has no end.
struct PackageTime {
    using Clock = std::chrono::steady_clock;

    std::chrono::seconds most{0};
    Clock::time_point end = Clock::time_point::max();

    /// Begins now.
    static PackageTime of(std::chrono::seconds most) { return {most, Clock::now() + most}; }
    /// The rest of one that has begun elsewhere.
    static PackageTime rest_of(std::chrono::seconds most, std::chrono::milliseconds left) {
        return {most, Clock::now() + std::min<std::chrono::milliseconds>(left, most)};
    }
    [[nodiscard]] std::chrono::milliseconds left() const noexcept {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        return std::max(left, std::chrono::milliseconds(0));
    }
    /// The end of a step that begins now and may take that long by itself.
    [[nodiscard]] Clock::time_point end_within(std::chrono::seconds most_for_it) const noexcept {
        return std::min(Clock::now() + most_for_it, end);
    }
    [[nodiscard]] bool is_over() const noexcept { return Clock::now() >= end; }
};

/// Why a file was not scanned, or not unpacked, when the time is over.
std::string time_is_over(const PackageTime& time);

}  // namespace mme
