// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/package/package_reader.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "libverify/embed/embed.h"
#include "tests/unit/engine/worker_processes.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

namespace fs = std::filesystem;

Result<Package> read_apart(const fs::path& path) {
    set_worker_program(MME_SCAN_WORKER);
    const auto file = PackageFile::open(path);
    EXPECT_TRUE(file);
    PackageReader reader;
    return reader.read(*file);
}

void expect_the_same(const fs::path& path) {
    const auto here = read(path);
    const auto apart = read_apart(path);
    ASSERT_TRUE(here) << here.error().text();
    ASSERT_TRUE(apart) << apart.error().text();
    EXPECT_EQ(apart->identity, here->identity);
    EXPECT_EQ(apart->parts, here->parts);
    EXPECT_EQ(apart->content_id, here->content_id);
    EXPECT_EQ(apart->header_sha256, here->header_sha256);
    EXPECT_EQ(apart->embedded.manifest, here->embedded.manifest);
    EXPECT_EQ(apart->embedded.signature, here->embedded.signature);
    EXPECT_EQ(apart->vendor, here->vendor);
    EXPECT_EQ(apart->scripts, here->scripts);
    EXPECT_EQ(apart->listed, here->listed);
    EXPECT_EQ(apart->payload.offset, here->payload.offset);
    EXPECT_EQ(apart->control.length, here->control.length);
}

/// A deb whose data.tar is a hole of so many bytes: reading it takes a while.
fs::path build_long_deb(const Scratch& scratch, std::uint64_t bytes) {
    const auto deb = build_deb(scratch);
    const auto whole = read(deb).value();
    const std::uint64_t header_end = whole.payload.offset;
    std::string size = std::to_string(bytes);
    size.resize(10, ' ');
    fs::resize_file(deb, header_end + bytes);
    std::fstream file(deb, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(header_end - 12)) << size;
    return deb;
}

TEST(PackageReader, SaysWhatOneProcessSays_R29) {
    const Scratch scratch;
    for (const char* compression : {"none", "gzip", "xz", "zstd"})
        expect_the_same(build_deb(scratch, compression));
    expect_the_same(build_rpm(scratch));
}

TEST(PackageReader, BringsBlobsOfManyMessages) {
    const Scratch scratch;
    const auto copy = scratch.path() / "sealed.deb";
    std::string manifest(std::size_t{1} << 20U, 'm');
    manifest += "end";
    const auto file = PackageFile::open(build_deb(scratch)).value();
    ASSERT_TRUE(embed(file, as_bytes(manifest), as_bytes("signature"), copy, read_package));
    expect_the_same(copy);
}

TEST(PackageReader, GivesTheReadersOwnRefusal_R12) {
    const Scratch scratch;
    auto bytes = load(build_deb(scratch));
    bytes.push_back('x');
    const auto path = save(scratch, bytes);
    const auto apart = read_apart(path);
    ASSERT_FALSE(apart);
    EXPECT_EQ(apart.error().code(), Code::archive_malformed);
    EXPECT_EQ(apart.error().text(), read(path).error().text());
}

TEST(PackageReader, NamesTheFileAndTheSignalOfACrash_R29) {
    const Scratch scratch;
    const auto deb = build_long_deb(scratch, 6'000'000'000);
    auto killer = std::async(std::launch::async, [] { return signal_busy_worker(SIGSEGV); });
    const auto apart = read_apart(deb);
    EXPECT_EQ(killer.get(), 1);
    ASSERT_FALSE(apart);
    EXPECT_EQ(apart.error().code(), Code::scan_inconclusive);
    EXPECT_EQ(apart.error().text(), deb.string() +
                                        " was not read: the process that reads packages ended by signal 11 "
                                        "(Segmentation fault)");
}

TEST(PackageReader, EndsWithThePackagesTime_R29) {
    const Scratch scratch;
    const auto deb = build_long_deb(scratch, 9'000'000'000);
    set_worker_program(MME_SCAN_WORKER);
    const auto file = PackageFile::open(deb).value();
    PackageReader reader;
    const auto began = std::chrono::steady_clock::now();
    const auto apart = reader.read(file, PackageTime::of(std::chrono::seconds(1)));
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(4));
    ASSERT_FALSE(apart);
    EXPECT_NE(apart.error().text().find("gave no answer in time"), std::string::npos) << apart.error().text();
}

TEST(PackageReader, SaysWhichWorkerProgramIsMissing) {
    const Scratch scratch;
    const auto file = PackageFile::open(build_deb(scratch)).value();
    set_worker_program("/nonexistent/scan-worker");
    PackageReader reader;
    const auto apart = reader.read(file);
    ASSERT_FALSE(apart);
    EXPECT_NE(apart.error().text().find("/nonexistent/scan-worker cannot be started"), std::string::npos);
}

}  // namespace
}  // namespace mme::test
