// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/normal_path.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

TEST(NormalPath, SpellsAPathAsTheKernelTakesIt) {
    for (const char* stored :
         {"/opt/mme/x", "./opt/mme/x", "opt//mme/x", "/./opt/./mme/x/", "//opt/mme///x/."})
        EXPECT_EQ(normal_path(stored).value(), "/opt/mme/x") << stored;
    for (const char* stored : {"", ".", "./", "/", "//"})
        EXPECT_EQ(normal_path(stored).value(), "/") << stored;
}

TEST(NormalPath, KeepsNamesThatOnlyLookLikeDots) {
    EXPECT_EQ(normal_path("./opt/.../..x/x..").value(), "/opt/.../..x/x..");
}

TEST(NormalPath, RefusesTheDirectoryAbove) {
    for (const char* stored : {"..", "./usr/../opt/mme/x", "/opt/..", "../opt"}) {
        const auto path = normal_path(stored);
        ASSERT_FALSE(path) << stored;
        EXPECT_EQ(path.error().code(), Code::archive_malformed);
    }
}

TEST(NormalPath, RefusesNulBytesAndPathsThatAreTooLong) {
    EXPECT_FALSE(normal_path(std::string_view("/opt/\0mme", 9)));
    EXPECT_TRUE(normal_path("/" + std::string(4095, 'x')));
    EXPECT_FALSE(normal_path("/" + std::string(4096, 'x')));
}

}  // namespace
}  // namespace mme
