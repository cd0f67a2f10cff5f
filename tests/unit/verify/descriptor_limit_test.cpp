// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/io/descriptor_limit.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <vector>

#include "libverify/io/fd.h"

namespace mme {
namespace {

rlim_t soft_limit() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

void set_soft_limit(rlim_t wanted) {
    rlimit limit{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    ASSERT_GT(limit.rlim_max, 2048U) << "this system's hard limit is too low for the test";
    limit.rlim_cur = wanted;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
}

bool can_hold(std::size_t count) {
    std::vector<Fd> held;
    while (held.size() < count)
        if (!held.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC))) return false;
    return true;
}

TEST(DescriptorLimit, GivesRoomForAWholeTransactionAndTakesItBack) {
    set_soft_limit(64);
    EXPECT_FALSE(can_hold(500));
    {
        const DescriptorLimit room(500);
        EXPECT_TRUE(can_hold(500));
    }
    EXPECT_EQ(soft_limit(), 64U);
}

TEST(DescriptorLimit, NeverLowersTheLimit) {
    set_soft_limit(2048);
    const DescriptorLimit room(1);
    EXPECT_EQ(soft_limit(), 2048U);
}

}  // namespace
}  // namespace mme
