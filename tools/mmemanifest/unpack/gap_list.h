// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/model.h"

namespace mme {

/// What no engine was offered, each with its reason. Its size is bounded: beyond 1,000 they are counted.
class GapList {
  public:
    /// `path` as a manifest writes it; `reason` may be any bytes and of any length.
    void add(const std::string& path, std::string_view reason);
    /// The list, closed with the number of those that it has no room for. It may not be used afterwards.
    [[nodiscard]] std::vector<Skipped> take();

  private:
    std::vector<Skipped> gaps_;
    std::uint64_t unnamed_ = 0;
};

}  // namespace mme
