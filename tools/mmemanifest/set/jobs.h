// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace mme {

/// Calls `work` with each number below `count`, in order of beginning, at most `jobs` of them at the
/// same time, until `stop` says so; what has begun is waited for. `work` and `stop` must not throw.
void run_jobs(unsigned jobs, std::size_t count, const std::function<bool()>& stop,
              const std::function<void(std::size_t)>& work);

}  // namespace mme
