// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>

namespace mme {

/// Room for `more` descriptors while it lives: every package of a transaction is held open until it is
/// judged, and the usual soft limit of 1024 is less than an upgrade of a whole system. The soft limit is
/// raised within the hard one and put back, since scriptlets inherit it; where the hard limit is too low,
/// opening fails and the package is refused.
class DescriptorLimit {
  public:
    explicit DescriptorLimit(std::size_t more) noexcept {
        if (::getrlimit(RLIMIT_NOFILE, &before_) != 0) return;
        rlimit raised = before_;
        raised.rlim_cur =
            std::max<rlim_t>(before_.rlim_cur, std::min<rlim_t>(before_.rlim_max, more + spare));
        changed_ = raised.rlim_cur != before_.rlim_cur && ::setrlimit(RLIMIT_NOFILE, &raised) == 0;
    }
    ~DescriptorLimit() {
        if (changed_) ::setrlimit(RLIMIT_NOFILE, &before_);
    }
    DescriptorLimit(const DescriptorLimit&) = delete;
    DescriptorLimit& operator=(const DescriptorLimit&) = delete;

  private:
    static constexpr rlim_t spare = 1024;  ///< what the process may hold besides, and pipes to gpg

    rlimit before_{};
    bool changed_ = false;
};

}  // namespace mme
