// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/embed/embed.h"

#include <gtest/gtest.h>

#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

void embed_text(const std::filesystem::path& from, std::string_view manifest,
                const std::filesystem::path& to) {
    const auto file = PackageFile::open(from);
    ASSERT_TRUE(file);
    const auto done = embed(*file, as_bytes(manifest), as_bytes("signature"), to, read_package);
    ASSERT_TRUE(done) << done.error().text();
}

void expect_replaced_without_change(const std::filesystem::path& original,
                                    const std::filesystem::path& copy) {
    embed_text(original, "odd", copy);
    embed_text(copy, "second manifest", copy);
    const auto before = read(original);
    const auto after = read(copy);
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->content_id, after->content_id);
    ASSERT_TRUE(after->embedded.manifest && after->embedded.signature);
    EXPECT_EQ(as_text(*after->embedded.manifest), "second manifest");
    EXPECT_EQ(as_text(*after->embedded.signature), "signature");
}

TEST(Embed, RpmStillPassesRpmsCheckAndInstalls) {
    const Scratch scratch;
    const auto copy = scratch.path() / "copy.rpm";
    expect_replaced_without_change(build_rpm(scratch), copy);
    run("rpm -K " + copy.string());
    const std::string root = (scratch.path() / "host").string();
    run("rpm --root " + root + " --define '_dbpath /var/lib/rpm' --nodeps --noscripts --ignorearch -U " +
        copy.string());
    EXPECT_TRUE(std::filesystem::exists(root + "/opt/mme/file"));
}

TEST(Embed, DebIsStillReadByDpkg) {
    const Scratch scratch;
    const auto copy = scratch.path() / "copy.deb";
    expect_replaced_without_change(build_deb(scratch), copy);
    EXPECT_EQ(run("dpkg-deb -f " + copy.string() + " Package"), "mme-core\n");
    run("dpkg-deb -c " + copy.string());
}

TEST(Embed, LeavesNothingBehindWhenRefused) {
    const Scratch scratch;
    const auto file = PackageFile::open(build_deb(scratch));
    ASSERT_TRUE(file);
    EXPECT_FALSE(embed(*file, {}, std::nullopt, scratch.path() / "out.deb", read_package));
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "out.deb"));
}

}  // namespace
}  // namespace mme::test
