// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/code_reader.h"

#include <algorithm>

namespace mme {

std::optional<std::uint32_t> CodeReader::next(unsigned width, ByteView in, std::size_t& used) {
    while (filling_ > 0) {
        const bool from_next_byte = held_ == 0;
        if (!fill(1, in, used)) return std::nullopt;
        filled_ = filled_ || from_next_byte || value_ != 0;
        const unsigned count = std::min(filling_, held_);
        drop(count);
        filling_ -= count;
    }
    if (!fill(width, in, used)) return std::nullopt;
    const auto code = static_cast<std::uint32_t>(value_ & ((std::uint64_t{1} << width) - 1));
    drop(width);
    in_group_ = (in_group_ + width) % (8 * width);
    return code;
}

void CodeReader::align(unsigned width) {
    filling_ = in_group_ == 0 ? 0 : 8 * width - in_group_;
    in_group_ = 0;
    filled_ = false;
}

/// What fills a group is whole or has not begun.
bool CodeReader::ends_whole() const {
    return held_ < 8 && value_ == 0 && (filling_ == 0 || !filled_);
}

bool CodeReader::fill(unsigned count, ByteView in, std::size_t& used) {
    for (; held_ < count; held_ += 8) {
        if (used == in.size()) return false;
        value_ |= std::uint64_t{in[used++]} << held_;
    }
    return true;
}

void CodeReader::drop(unsigned count) {
    value_ >>= count;
    held_ -= count;
}

}  // namespace mme
