// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

void expect_malformed(const Scratch& scratch, ByteView bytes) {
    const auto package = read(save(scratch, bytes));
    ASSERT_FALSE(package);
    EXPECT_EQ(package.error().code(), Code::archive_malformed) << package.error().text();
}

/// The bytes with `text` put over what stands at `offset`.
Bytes edited(Bytes bytes, std::size_t offset, std::string_view text) {
    std::copy(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    return bytes;
}

Bytes with_member(Bytes bytes, std::string_view name) {
    std::string header{name};
    header.resize(16, ' ');
    header += "0           0     0     100644  0         `\n";
    bytes.insert(bytes.end(), header.begin(), header.end());
    return bytes;
}

TEST(HostileDeb, IsRefused_R28) {
    const Scratch scratch;
    const Bytes deb = load(build_deb(scratch));
    expect_malformed(scratch, edited(deb, 68, "2.1\n"));
    expect_malformed(scratch, edited(deb, 68, "0.93"));
    expect_malformed(scratch, edited(deb, 72, "#1/12           "));
    expect_malformed(scratch, edited(deb, 72, "data.tar.gz     "));
    expect_malformed(scratch, edited(deb, 72 + 48, "8589934592"));
    expect_malformed(scratch, edited(deb, 72 + 48, "9999999999"));
    expect_malformed(scratch, with_member(deb, "data.tar.gz"));
    expect_malformed(scratch, with_member(deb, "surplus"));
    expect_malformed(scratch, with_member(with_member(deb, "_mmemanifest"), "_mmemanifest"));
    Bytes trailing = deb;
    trailing.push_back('x');
    expect_malformed(scratch, trailing);
}

TEST(HostileRpm, IsRefused_R28) {
    const Scratch scratch;
    const Bytes rpm = load(build_rpm(scratch));
    using namespace std::string_view_literals;
    expect_malformed(scratch, edited(rpm, 4, "\x02"));
    expect_malformed(scratch, edited(rpm, 96 + 8, "\xff\xff\xff\xff"sv));
    expect_malformed(scratch, edited(rpm, 96 + 12, "\x7f\xff\xff\xff"sv));
    expect_malformed(scratch, edited(rpm, 96 + 16, "\x00\x00\x00\x3f"sv));
    const std::string second{rpm.begin() + 96 + 32, rpm.begin() + 96 + 36};
    expect_malformed(scratch, edited(rpm, 96 + 48, second));
    Bytes trailing = rpm;
    trailing.push_back(0);
    expect_malformed(scratch, trailing);
}

TEST(HostilePackage, NeverCrashesWhenCut_R28) {
    const Scratch scratch;
    for (const Bytes& bytes : {load(build_deb(scratch)), load(build_rpm(scratch))}) {
        for (std::size_t size = 0; size < bytes.size(); size += 7) {
            EXPECT_FALSE(read(save(scratch, ByteView{bytes}.first(size)))) << size;
        }
    }
}

}  // namespace
}  // namespace mme::test
