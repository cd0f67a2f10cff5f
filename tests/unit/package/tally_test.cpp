// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

constexpr const char* spec = R"(
Name: mme-core
Version: 1
Release: 1
Summary: s
License: x
BuildArch: noarch
%description
d
%install
mkdir -p %{buildroot}/opt/mme/empty-folder
cd %{buildroot}/opt/mme
printf 12345 > five
printf 1234567 > seven
ln seven seven-again
ln seven seven-once-more
: > nothing
ln nothing nothing-again
ln -s five link
printf ghost > ghost
%pre
true
%post -p <lua>
print("x")
%files
/opt/mme
%ghost /opt/mme/ghost
)";

TEST(Tally, OfAnRpmCountsHardLinksOnceAndNoGhost_R29) {
    const Scratch scratch;
    std::ofstream(scratch.path() / "s.spec") << spec;
    const std::string top = scratch.path().string();
    run("rpmbuild -bb --quiet --define '_topdir " + top + "/top' --define '_rpmdir " + top +
        "' --define '_build_name_fmt mme.rpm' " + top + "/s.spec");
    const auto package = read(scratch.path() / "mme.rpm");
    ASSERT_TRUE(package) << package.error().text();
    ASSERT_TRUE(package->listed);
    EXPECT_EQ(*package->listed, (Tally{3, 12}));
    EXPECT_EQ(package->scripts, (Tally{2, 4 + 10}));
}

TEST(Tally, OfADebCountsItsControlFiles_R29) {
    const Scratch scratch;
    const auto package = read(build_deb(scratch));
    ASSERT_TRUE(package) << package.error().text();
    EXPECT_FALSE(package->listed);
    EXPECT_EQ(package->scripts.files, 1U);
    EXPECT_EQ(package->scripts.bytes, std::filesystem::file_size(scratch.path() / "root/DEBIAN/control"));
}

TEST(Tally, NeverWrapsAround_R28) {
    Tally tally{1, ~std::uint64_t{0} - 1};
    tally.add(1, 5);
    EXPECT_EQ(tally, (Tally{2, ~std::uint64_t{0}}));
}

}  // namespace
}  // namespace mme::test
