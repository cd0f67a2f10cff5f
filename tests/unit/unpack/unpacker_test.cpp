// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/unpacker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

using namespace std::chrono_literals;

/// A deb with a text, a compressed file of many zeros that takes a while, and more behind it.
constexpr const char* make_slow_deb =
    "mkdir -p tree/DEBIAN tree/opt/mme && cd tree/opt/mme && echo first > a && "
    "head -c 400000000 /dev/zero | gzip -1 > part && for i in $(seq 30); do cat part; done > slow.gz && rm "
    "part && "
    "echo 12345 > z && gzip -k z && cd ../../.. && "
    "printf 'Package: mme-core\\nVersion: 1\\nArchitecture: all\\nMaintainer: x\\nDescription: x\\n' > "
    "tree/DEBIAN/control && dpkg-deb -Znone --root-owner-group -b tree mme.deb";

constexpr const char* make_small_deb =
    "mkdir -p tree/DEBIAN tree/opt/mme && cd tree/opt/mme && echo first > a && tar czf t.tgz a && "
    "zip -q t.zip a t.tgz && ln a b && ln -s a c && head -c 20000000 /dev/zero > large && cd ../../.. && "
    "printf 'Package: mme-core\\nVersion: 1\\nArchitecture: all\\nMaintainer: x\\nDescription: x\\n' > "
    "tree/DEBIAN/control && dpkg-deb -Zgzip --root-owner-group -b tree mme.deb";

struct Found {
    std::vector<std::string> offered;
    Unpacked unpacked;

    [[nodiscard]] bool has(const std::string& path) const {
        return std::find(offered.begin(), offered.end(), path) != offered.end();
    }
    [[nodiscard]] std::string reason(const std::string& path) const {
        for (const Skipped& gap : unpacked.gaps)
            if (gap.path == path) return gap.reason;
        return {};
    }
};

Found unpack_apart(const Workshop& shop, const UnpackLimits& limits, const PackageTime& time) {
    set_worker_program(MME_SCAN_WORKER);
    const auto unpacker = Unpacker::open();
    const auto file = PackageFile::open(shop.file("mme.deb"));
    const auto package = read_package(*file);
    Found found;
    auto unpacked = unpacker->unpack(*file, *package, limits, time,
                                     [&](std::shared_ptr<const SpooledFile> one) -> Status {
                                         found.offered.push_back(one->path);
                                         return Done{};
                                     });
    EXPECT_TRUE(unpacked) << unpacked.error().text();
    found.unpacked = std::move(*unpacked);
    return found;
}

UnpackLimits any_ratio() {
    UnpackLimits limits;
    limits.ratio = 1'000'000;
    return limits;
}

TEST(Unpacker, FindsWhatOneProcessFinds_R29) {
    const Workshop shop;
    shop.run(make_small_deb);
    const Found apart = unpack_apart(shop, {}, PackageTime::of(1h));
    const Seen here = open_package(shop, "mme.deb");
    EXPECT_EQ(apart.unpacked.files, here.files);
    EXPECT_EQ(apart.unpacked.containers, here.containers);
    EXPECT_TRUE(apart.unpacked.gaps.empty()) << apart.unpacked.gaps.front().reason;
    EXPECT_EQ(apart.offered.size(), here.offered.size());
    for (const auto& path : apart.offered) EXPECT_TRUE(here.has(path)) << path;
}

TEST(Unpacker, NamesWhatItsTimeDidNotSufficeFor_R29) {
    const Workshop shop;
    shop.run(make_slow_deb);
    const auto start = std::chrono::steady_clock::now();
    const Found found = unpack_apart(shop, any_ratio(), PackageTime::of(1s));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 20s);
    const std::string words = "the package took more than 1 s (--max-package-seconds)";
    EXPECT_NE(found.reason("/opt/mme/slow.gz").find(words), std::string::npos);
    EXPECT_NE(found.reason("mme-core.deb").find(words), std::string::npos);
    EXPECT_FALSE(found.has("/opt/mme/z.gz"));
}

TEST(Unpacker, HasWhatOthersLeftOfThePackagesTime_R29) {
    const Workshop shop;
    shop.run(make_small_deb);
    const Found found = unpack_apart(shop, {}, PackageTime::rest_of(1h, 0ms));
    EXPECT_NE(found.reason("mme-core.deb").find("the package took more than 3600 s"), std::string::npos);
    EXPECT_FALSE(found.has("/opt/mme/a"));
}

}  // namespace
}  // namespace mme::test
