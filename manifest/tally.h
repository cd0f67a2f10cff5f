// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace mme {

/// A number of files and their bytes (SPEC.md section 4.2). What no longer fits stays at the largest number,
/// which no count of a manifest can equal.
struct Tally {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;

    bool operator==(const Tally&) const = default;

    void add(std::uint64_t more_files, std::uint64_t more_bytes) noexcept {
        files = sum(files, more_files);
        bytes = sum(bytes, more_bytes);
    }
    void add(const Tally& other) noexcept { add(other.files, other.bytes); }

  private:
    static std::uint64_t sum(std::uint64_t left, std::uint64_t right) noexcept {
        constexpr auto most = std::numeric_limits<std::uint64_t>::max();
        return right > most - left ? most : left + right;
    }
};

}  // namespace mme
