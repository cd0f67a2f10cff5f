// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "libverify/package/payload.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_reader.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

Result<std::vector<std::string>> payload_paths(const PackageFile& file, const Package& package) {
    std::vector<std::string> paths;
    MME_CHECK(walk_paths(file, package, [&](const PayloadPath& one) -> Status {
        paths.push_back(one.path);
        return Done{};
    }));
    return paths;
}

class RpmPayload : public testing::TestWithParam<const char*> {};

TEST_P(RpmPayload, DigestsEqualRpmsOwn_R11) {
    const Scratch scratch;
    const auto rpm = build_rpm(scratch, GetParam());
    const auto package = read(rpm);
    ASSERT_TRUE(package) << package.error().text();
    EXPECT_EQ(package->parts.at(0).sha256.hex(), run("rpm -qp --qf '%{SHA256HEADER}' " + rpm.string()));
    EXPECT_EQ(package->parts.at(1).sha256.hex(), run("rpm -qp --qf '%{PAYLOADDIGEST}' " + rpm.string()));
    EXPECT_EQ(package->identity.version, "3:2.0-1");
    EXPECT_EQ(package->identity.name, "mme-core");
    EXPECT_EQ(package->vendor, "Example");
    const auto file = PackageFile::open(rpm);
    ASSERT_TRUE(file);
    const auto paths = payload_paths(*file, *package);
    ASSERT_TRUE(paths) << paths.error().text();
    EXPECT_EQ(*paths, std::vector<std::string>{"/opt/mme/file"});
}
INSTANTIATE_TEST_SUITE_P(Compressions, RpmPayload,
                         testing::Values("w9.gzdio", "w2.xzdio", "w3.zstdio", "w.ufdio"));

class DebMembers : public testing::TestWithParam<const char*> {};

TEST_P(DebMembers, ControlEqualsWhatDpkgReads_R12) {
    const Scratch scratch;
    const auto deb = build_deb(scratch, GetParam());
    const auto package = read(deb);
    ASSERT_TRUE(package) << package.error().text();
    EXPECT_EQ(package->identity.name + "\n", run("dpkg-deb -f " + deb.string() + " Package"));
    EXPECT_EQ(package->identity.version + "\n", run("dpkg-deb -f " + deb.string() + " Version"));
    EXPECT_EQ(package->identity.architecture + "\n", run("dpkg-deb -f " + deb.string() + " Architecture"));
    EXPECT_EQ(package->claims, (std::vector<std::string>{"mme-api", "old-mme", "other", "third"}));
    const auto file = PackageFile::open(deb);
    ASSERT_TRUE(file);
    const auto paths = payload_paths(*file, *package);
    ASSERT_TRUE(paths) << paths.error().text();
    EXPECT_EQ(paths->back(), "/opt/mme/file");
}
INSTANTIATE_TEST_SUITE_P(Compressions, DebMembers, testing::Values("gzip", "xz", "zstd", "none"));

TEST(RpmScripts, NamesThePostScript) {
    const Scratch scratch;
    const auto file = PackageFile::open(build_rpm(scratch));
    ASSERT_TRUE(file);
    const auto layout = read_rpm_layout(*file);
    ASSERT_TRUE(layout);
    const auto scripts = rpm_scripts(layout->header);
    ASSERT_EQ(scripts.size(), 1U);
    EXPECT_EQ(scripts.front().name, "postin");
    EXPECT_EQ(scripts.front().body, "echo installed");
}

}  // namespace
}  // namespace mme::test
