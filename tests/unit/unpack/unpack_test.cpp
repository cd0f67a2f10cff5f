// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/unpack.h"

#include <gtest/gtest.h>

#include "libverify/decision/coverage.h"
#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

constexpr const char* make_tree =
    "mkdir -p tree/opt/mme && cd tree/opt/mme && printf 12345 > five && printf 1234567 > seven && "
    "ln seven seven-again && : > nothing && ln nothing nothing-again && ln -s /etc/passwd link && "
    "zip -q a.zip five && cd ../../..";

constexpr const char* make_deb =
    " && mkdir tree/DEBIAN && printf 'Package: mme-core\\nVersion: 1\\nArchitecture: all\\nMaintainer: x\\n"
    "Description: x\\n' > tree/DEBIAN/control && printf '#!/bin/sh\\n' > tree/DEBIAN/postinst && "
    "chmod 755 tree/DEBIAN/postinst && dpkg-deb --root-owner-group -b tree mme.deb";

constexpr const char* make_rpm =
    " && printf 'Name: mme-core\\nVersion: 1\\nRelease: 1\\nSummary: s\\nLicense: x\\nBuildArch: noarch\\n"
    "%%description\\nd\\n%%install\\ncp -a %%{here}/tree/. %%{buildroot}/\\n%%post\\ntrue\\n%%files\\n"
    "/opt/mme\\n' > s.spec && rpmbuild -bb --quiet --define \"here $PWD\" --define \"_topdir $PWD/top\" "
    "--define \"_rpmdir $PWD\" --define '_build_name_fmt mme.rpm' s.spec";

/// What was offered adds up to what a host adds up from manifest and package.
void expect_adds_up(const Workshop& shop, const std::string& name, const Seen& seen) {
    const auto file = PackageFile::open(shop.file(name));
    const auto package = read_package(*file);
    ASSERT_TRUE(package);
    PackageSection section;
    section.files = seen.files;
    section.containers = seen.containers;
    EXPECT_FALSE(inventory_fault(section, *package));
    const Tally wanted = expected_offer(section, *package);
    EXPECT_EQ(wanted.files, seen.offered.size());
    std::uint64_t bytes = 0;
    for (const auto& [path, content] : seen.offered) bytes += content.size();
    for (const Part& part : package->parts) bytes += part.size;
    EXPECT_EQ(wanted.bytes, bytes - file->size());
}

TEST(Unpack, OffersADebToTheLastFile_R29) {
    const Workshop shop;
    shop.run(std::string(make_tree) + make_deb);
    const Seen seen = open_package(shop, "mme.deb");
    for (const char* path : {"mme-core.deb", "control/control", "control/postinst", "/opt/mme/five",
                             "/opt/mme/a.zip", "/opt/mme/a.zip!/five"})
        EXPECT_TRUE(seen.has(path)) << path;
    EXPECT_FALSE(seen.has("/opt/mme/link"));
    EXPECT_EQ(seen.offered.size(), 3U + 4U + 1U);
    EXPECT_TRUE(seen.gaps.empty());
    expect_adds_up(shop, "mme.deb", seen);
}

/// 2,200 directories with a file each, below a path of 3,600 bytes: 16 MB of lines.
constexpr const char* make_deb_of_long_paths =
    "p=$(printf '%0240d' 0) && d=tree && for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do d=$d/$p; done && "
    "mkdir -p $d tree/DEBIAN && ( cd $d && seq 2200 | xargs mkdir && seq -f %.f/file 2200 | xargs touch ) && "
    "printf 'Package: mme-core\nVersion: 1\nArchitecture: all\nMaintainer: x\nDescription: x\n' > "
    "tree/DEBIAN/control && dpkg-deb -Zgzip -z1 --root-owner-group -b tree mme.deb";

TEST(Unpack, RefusesAnInventoryThatNoManifestHoldsBeforeItOffersAFile_R28) {
    const Workshop shop;
    shop.run(make_deb_of_long_paths);
    const auto file = PackageFile::open(shop.file("mme.deb"));
    const auto package = read_package(*file);
    ASSERT_TRUE(package);
    int offered = 0;
    const auto count = [&](const auto&) -> Status {
        ++offered;
        return Done{};
    };
    const auto found = unpack(*file, *package, {}, count);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code(), Code::manifest_malformed);
    EXPECT_TRUE(found.error().text().starts_with(file->shown() + ": its inventory has "))
        << found.error().text();
    EXPECT_NE(found.error().text().find(" lines, expected at most 15728640; divide it"), std::string::npos);
    EXPECT_EQ(offered, 0);
    const auto within = unpack(*file, *package, {.entries = 100}, count);
    EXPECT_TRUE(within && !within->gaps.empty()) << "beyond a limit it is inconclusive, as before";
}

TEST(Unpack, OffersAnRpmToTheLastFile_R29) {
    const Workshop shop;
    shop.run(std::string(make_tree) + make_rpm);
    const Seen seen = open_package(shop, "mme.rpm");
    for (const char* path : {"mme-core.rpm", "scriptlet postin", "/opt/mme/five", "/opt/mme/a.zip!/five"})
        EXPECT_TRUE(seen.has(path)) << path;
    EXPECT_EQ(seen.offered.size(), 2U + 4U + 1U);
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_TRUE(seen.files.empty());
    expect_adds_up(shop, "mme.rpm", seen);
}

TEST(Unpack, OpensPackagesInsidePackages_R29) {
    const Workshop shop;
    shop.run(
        std::string(make_tree) + make_rpm + make_deb +
        " && mkdir -p outer/DEBIAN && cp tree/DEBIAN/control outer/DEBIAN && cp mme.rpm mme.deb outer && "
        "dpkg-deb --root-owner-group -b outer outer.deb");
    const Seen seen = open_package(shop, "outer.deb");
    for (const char* path :
         {"/mme.rpm!/scriptlet postin", "/mme.rpm!/opt/mme/five", "/mme.rpm!/opt/mme/a.zip!/five",
          "/mme.deb!/control.tar.xz!/./postinst", "/mme.deb!/data.tar.xz!/./opt/mme/a.zip!/five"})
        EXPECT_TRUE(seen.has(path)) << path;
    EXPECT_TRUE(seen.gaps.empty());
    expect_adds_up(shop, "outer.deb", seen);
}

/// The archive calls a file a FIFO, and rpm installs the file all the same: nothing of it is passed over in
/// silence.
TEST(Unpack, NamesAnRpmInsideThatItsHeaderContradicts_R29) {
    const Workshop shop;
    shop.run(std::string(make_tree) + make_rpm + make_deb +
             " && python3 " MME_SOURCE_DIR
             "/tests/rpm/forge.py mme.rpm mme 'p.entry(\"five\").mode = 0o10644' "
             "&& mkdir -p outer/DEBIAN && cp tree/DEBIAN/control outer/DEBIAN && cp mme.0 outer/odd.rpm && "
             "dpkg-deb --root-owner-group -b outer outer.deb");
    const Seen seen = open_package(shop, "outer.deb");
    ASSERT_EQ(seen.gaps.size(), 1U);
    EXPECT_EQ(seen.gaps[0].path, "/odd.rpm");
    EXPECT_NE(seen.gaps[0].reason.find("10644"), std::string::npos) << seen.gaps[0].reason;
}

TEST(Unpack, NamesAPayloadFileBeyondALimit_R29) {
    const Workshop shop;
    shop.run(std::string(make_tree) + make_deb);
    const Seen seen = open_package(shop, "mme.deb", {.entries = 7});
    ASSERT_EQ(seen.gaps.size(), 1U);
    EXPECT_NE(seen.gaps[0].reason.find("--max-entries"), std::string::npos);
}

/// One byte of the header's list of sizes: rpm would refuse it too, but an engine's report must not be clean.
TEST(Unpack, NamesAPayloadThatIsNotTheHeaders_R29) {
    const Workshop shop;
    shop.run(std::string(make_tree) + make_rpm);
    const auto file = PackageFile::open(shop.file("mme.rpm"));
    auto package = read_package(*file);
    ASSERT_TRUE(package);
    package->listed->bytes += 1;
    const auto found =
        unpack(*file, *package, {}, [](std::shared_ptr<const SpooledFile>) -> Status { return Done{}; });
    ASSERT_TRUE(found);
    ASSERT_EQ(found->gaps.size(), 1U);
    EXPECT_EQ(found->gaps[0].path, "mme-core.rpm");
}

}  // namespace
}  // namespace mme::test
