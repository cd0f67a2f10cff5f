// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

namespace mme {
namespace {

TEST(Jobs, DoesEveryPieceOnceInAnyNumberOfThreads) {
    for (const unsigned jobs : {0U, 1U, 3U, 64U}) {
        std::vector<std::atomic<int>> done(20);
        run_jobs(
            jobs, done.size(), [] { return false; }, [&](std::size_t i) { ++done[i]; });
        for (const auto& count : done) EXPECT_EQ(count, 1) << jobs;
    }
}

TEST(Jobs, BeginsNothingAfterTheStop) {
    std::atomic<int> done{0};
    run_jobs(
        2, 1000, [&] { return done >= 5; }, [&](std::size_t) { ++done; });
    EXPECT_GE(done, 5);
    EXPECT_LE(done, 6);
}

TEST(Jobs, HasNothingToDoForAnEmptySet) {
    run_jobs(
        4, 0, [] { return false; }, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace mme
