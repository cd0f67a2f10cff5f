// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/bytes.h"

namespace mme {

/// Codes of some bits each, the lowest bit first, out of bytes that come in pieces. They are written in
/// groups of eight; where their width changes, the rest of a group is filled up.
class CodeReader {
  public:
    /// The next code of `width` bits, out of what is left and `in` from `used` on; nothing if that ends
    /// before.
    std::optional<std::uint32_t> next(unsigned width, ByteView in, std::size_t& used);
    /// Passes over what fills the group of codes of `width` bits.
    void align(unsigned width);
    /// Whether no more is left than zeros that fill a byte.
    [[nodiscard]] bool ends_whole() const;

  private:
    bool fill(unsigned count, ByteView in, std::size_t& used);
    void drop(unsigned count);

    std::uint64_t value_ = 0;
    unsigned held_ = 0;      ///< bits in `value_`
    unsigned in_group_ = 0;  ///< bits of the codes of the group so far
    unsigned filling_ = 0;   ///< bits that still fill a group
    bool filled_ = false;    ///< some of them were more than the zeros that fill a byte
};

}  // namespace mme
