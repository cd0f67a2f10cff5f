// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "libverify/io/bytes.h"

namespace mme {

/// Which paths an archive has had, and one number about each. It holds digests and no text, so that a million
/// paths of any length take 50 MB; the digests are keyed with random bytes, so that nobody can make a table
/// of them slow.
class PathLedger {
  public:
    PathLedger();

    /// False, and nothing changes, if the path is there already. `note` is not 0.
    bool add(std::string_view path, std::uint64_t note);

    /// The number that was noted for a path.
    [[nodiscard]] std::optional<std::uint64_t> find(std::string_view path) const;

  private:
    /// SHA-256 of key and path, cut short.
    using Digest = std::array<std::uint64_t, 2>;
    struct Slot {
        Digest digest{};
        std::uint64_t note = 0;  ///< 0: empty
    };

    [[nodiscard]] Digest digest_of(std::string_view path) const;
    [[nodiscard]] std::size_t place_of(const Digest& digest) const;
    void grow();

    Bytes key_;
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace mme
