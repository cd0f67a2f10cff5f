// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/shard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace mme {
namespace {

TEST(Shard, ReadsAPartOfAWhole) {
    const auto shard = parse_shard("2/8");
    ASSERT_TRUE(shard);
    EXPECT_EQ(shard->index, 2U);
    EXPECT_EQ(shard->count, 8U);
    EXPECT_TRUE(parse_shard("1/1"));
    EXPECT_TRUE(parse_shard("8/8"));
}

TEST(Shard, RefusesWhatIsNoPart) {
    for (const auto* text : {"", "/", "1", "1/", "/2", "0/2", "3/2", "0/0", "1/2/3", "-1/2", "+1/2", "1/ 2",
                             " 1/2", "1/2x", "a/b", "1/100001", "1/99999999999999999999999"})
        EXPECT_FALSE(parse_shard(text)) << text;
}

TEST(Shard, GivesEveryPathToExactlyOne) {
    std::vector<std::string> paths;
    for (int i = 0; i < 23; ++i) paths.push_back("p" + std::to_string(i) + ".rpm");
    for (const std::size_t count : {1U, 2U, 5U, 23U, 40U}) {
        std::map<std::string, int> seen;
        for (std::size_t index = 1; index <= count; ++index)
            for (const auto& path : part_of(paths, {index, count})) ++seen[path];
        EXPECT_EQ(seen.size(), paths.size()) << count;
        for (const auto& [path, times] : seen) EXPECT_EQ(times, 1) << path;
    }
}

TEST(Shard, DoesNotDependOnTheOrderOfTheList) {
    std::vector<std::string> paths{"c", "a", "d", "b", "a"};
    const auto part = part_of(paths, {2, 3});
    std::reverse(paths.begin(), paths.end());
    EXPECT_EQ(part_of(paths, {2, 3}), part);
    EXPECT_EQ(part, std::vector<std::string>{"b"});
}

}  // namespace
}  // namespace mme
