// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/place_set.h"

#include <gtest/gtest.h>

#include "tests/unit/scope/scratch_root.h"

namespace mme {
namespace {

TEST(PlaceSet, TakesADirectoryWithAllBelowItAndNothingBeside) {
    PathResolver resolver("/nonexistent");
    PlaceSet places;
    ASSERT_TRUE(places.add("/opt/mme/", resolver));
    EXPECT_TRUE(places.holds("/opt/mme"));
    EXPECT_TRUE(places.holds("/opt/mme/bin/mmed"));
    EXPECT_FALSE(places.holds("/opt/mme-old"));
    EXPECT_FALSE(places.holds("/opt"));
}

TEST(PlaceSet, TakesAPrefixOfNames) {
    PathResolver resolver("/nonexistent");
    PlaceSet places;
    ASSERT_TRUE(places.add("/usr/bin/mme", resolver));
    EXPECT_TRUE(places.holds("/usr/bin/mme-start"));
    EXPECT_FALSE(places.holds("/usr/bin/lmme"));
}

TEST(PlaceSet, FollowsTheHostsLinks) {
    const ScratchRoot root;
    root.make_link("/opt", "srv/opt");
    root.make_directory("/srv/opt");
    root.make_link("/srv/opt/mme", "/data/mme");
    PathResolver resolver(root.path());
    PlaceSet places;
    ASSERT_TRUE(places.add("/opt/mme/", resolver));
    ASSERT_TRUE(places.add("/opt/tool", resolver));
    for (const char* path : {"/opt/mme/x", "/data/mme/x", "/opt/tool", "/srv/opt/tools"})
        EXPECT_TRUE(places.holds(path)) << path;
    EXPECT_FALSE(places.holds("/data/other"));
}

TEST(PlaceSet, KnowsWhatIsAboveAPlace) {
    PathResolver resolver("/nonexistent");
    PlaceSet places;
    ASSERT_TRUE(places.add("/opt/mme/bin/", resolver));
    for (const char* path : {"/", "/opt", "/opt/mme"}) EXPECT_TRUE(places.is_above_one(path)) << path;
    for (const char* path : {"/op", "/opt/mm", "/opt/mme/bin"})
        EXPECT_FALSE(places.is_above_one(path)) << path;
}

}  // namespace
}  // namespace mme
