// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/input_window.h"

#include <algorithm>

namespace mme {

void InputWindow::skip_to(std::uint64_t offset) {
    if (offset <= fetched_) {
        used_ += static_cast<std::size_t>(offset - position());
        return;
    }
    fetched_ = std::min(offset, file_->size());
    used_ = filled_ = 0;
}

Status InputWindow::fill(std::size_t least) {
    if (filled_ - used_ >= least || is_last()) return Done{};
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(used_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), buffer_.begin());
    filled_ -= used_;
    used_ = 0;
    const std::size_t count = std::min<std::uint64_t>(buffer_.size() - filled_, file_->size() - fetched_);
    MME_CHECK(file_->read_at(fetched_, std::span{buffer_}.subspan(filled_, count)));
    fetched_ += count;
    filled_ += count;
    return Done{};
}

}  // namespace mme
