// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/budget.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};

TEST(Budget, GivesExactlyWhatTheLimitsSay_R29) {
    Budget budget({.entries = 1, .expanded_bytes = 10});
    EXPECT_TRUE(budget.take_entry());
    EXPECT_FALSE(budget.take_entry());
    EXPECT_TRUE(budget.take_bytes(10));
    EXPECT_TRUE(budget.take_bytes(0));
    EXPECT_EQ(budget.take_bytes(1).error().code(), Code::scan_inconclusive);
}

TEST(Budget, IsNotWrappedAround_R28) {
    Budget budget({.expanded_bytes = 10});
    EXPECT_TRUE(budget.take_bytes(5));
    EXPECT_FALSE(budget.take_bytes(most));
    Expansion expansion(most, {});
    EXPECT_FALSE(expansion.take(most, 0, budget));
    EXPECT_FALSE(expansion.take(most, 0, budget));
}

TEST(Expansion, ChargesTheLargerOfClaimAndDecoderOnce) {
    Budget budget({.expanded_bytes = 100});
    Expansion expansion;
    EXPECT_TRUE(expansion.take(40, 10, budget));
    EXPECT_TRUE(expansion.take(10, 90, budget));
    EXPECT_TRUE(expansion.take(40, 95, budget));
    EXPECT_TRUE(expansion.take(0, 100, budget));
    EXPECT_FALSE(expansion.take(0, 101, budget));
}

TEST(Expansion, BindsOneArchiveByItsRatioAfterSixtyFourMebibytes_R29) {
    constexpr std::uint64_t free_bytes = std::uint64_t{64} << 20U;
    Budget budget({});
    Expansion small(10, {.ratio = 2});
    EXPECT_TRUE(small.take(free_bytes, 0, budget));
    EXPECT_FALSE(small.take(1, 0, budget));
    Expansion large(free_bytes, {.ratio = 2});
    EXPECT_TRUE(large.take(2 * free_bytes, 0, budget));
    EXPECT_FALSE(large.take(1, 0, budget));
}

}  // namespace
}  // namespace mme
