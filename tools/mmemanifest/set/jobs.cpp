// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/jobs.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace mme {

void run_jobs(unsigned jobs, std::size_t count, const std::function<bool()>& stop,
              const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        while (!stop()) {
            const std::size_t mine = next++;
            if (mine >= count) return;
            work(mine);
        }
    };
    std::vector<std::jthread> threads;
    const std::size_t helpers = std::min<std::size_t>(std::max(jobs, 1U), count);
    for (std::size_t i = 1; i < helpers; ++i) threads.emplace_back(run);
    run();
}

}  // namespace mme
