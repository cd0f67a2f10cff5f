// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <string>

namespace mme {

/// Until when a package may be worked on, by unpacking and by every engine (--max-package-seconds). Without
/// a value it has no end.
struct PackageTime {
    using Clock = std::chrono::steady_clock;

    std::chrono::seconds most{0};
    Clock::time_point end = Clock::time_point::max();

    /// Begins now.
    static PackageTime of(std::chrono::seconds most) { return {most, Clock::now() + most}; }
    [[nodiscard]] std::chrono::milliseconds left() const noexcept {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        return std::max(left, std::chrono::milliseconds(0));
    }
    [[nodiscard]] bool is_over() const noexcept { return Clock::now() >= end; }
};

/// Why a file was not scanned, or not unpacked, when the time is over.
std::string time_is_over(const PackageTime& time);

}  // namespace mme
