// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "libverify/digest/hasher.h"
#include "tests/unit/package/real_packages.h"
#include "tools/mmemanifest/set/cache_key.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

Timestamp at(int seconds) {
    return Timestamp(std::chrono::seconds(1'700'000'000 + seconds));
}

Sha256 digest(const std::string& text) {
    return sha256_of(as_bytes(text));
}

CacheEntry entry() {
    CacheEntry entry;
    entry.package.identity = {PackageType::rpm, "mme-core", "2.0-1", "x86_64"};
    entry.package.file = "mme-core.rpm";
    entry.package.content_id = digest("content");
    entry.package.parts = {{"header", 2, digest("h")}, {"payload", 3, digest("p")}};
    entry.scan.engine = "ClamAV";
    entry.scan.engine_version = "1.4.6";
    entry.scan.database_version = "27810";
    entry.scan.database_date = at(0);
    entry.scan.started = at(10);
    entry.scan.finished = at(20);
    entry.scan.result = ScanResult::clean;
    entry.scan.files_offered = entry.scan.files_scanned = 3;
    entry.scan.bytes_offered = entry.scan.bytes_scanned = 300;
    return entry;
}

class Cache : public testing::Test {
  protected:
    test::Scratch scratch;
    fs::path folder = scratch.path() / "above" / "cache";
    ScanCache cache = ScanCache::open(folder).value();
    Sha256 key = digest("key");
    fs::path file = folder / (key.hex() + ".scan");

    void SetUp() override { ASSERT_TRUE(cache.record(key, entry())); }

    void damage(std::streamoff offset) const {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(offset);
        const auto byte = static_cast<char>(stream.get() ^ 1);
        stream.seekp(offset);
        stream.put(byte);
    }
};

TEST_F(Cache, GivesAReportBackWithItsTimes_R2b) {
    const auto found = cache.find(key);
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, entry());
}

TEST_F(Cache, HasNothingUnderAnotherKey) {
    EXPECT_FALSE(cache.find(digest("other")));
}

TEST_F(Cache, IgnoresAnEntryWithAnyByteChanged) {
    const auto size = static_cast<std::streamoff>(fs::file_size(file));
    for (std::streamoff offset = 0; offset < size; ++offset) {
        damage(offset);
        EXPECT_FALSE(cache.find(key)) << "byte " << offset;
        damage(offset);
    }
    EXPECT_TRUE(cache.find(key));
}

TEST_F(Cache, IgnoresATruncatedAndAnEmptyEntry) {
    fs::resize_file(file, fs::file_size(file) - 1);
    EXPECT_FALSE(cache.find(key));
    fs::resize_file(file, 0);
    EXPECT_FALSE(cache.find(key));
}

TEST_F(Cache, IgnoresAnEntryPutUnderAnotherKey) {
    fs::copy_file(file, folder / (digest("other").hex() + ".scan"));
    EXPECT_FALSE(cache.find(digest("other")));
}

TEST_F(Cache, IgnoresAnEntryOfAnotherCache) {
    const auto other = ScanCache::open(scratch.path() / "other");
    ASSERT_TRUE(other);
    ASSERT_TRUE(other->record(key, entry()));
    fs::copy_file(scratch.path() / "other" / file.filename(), file, fs::copy_options::overwrite_existing);
    EXPECT_TRUE(other->find(key));
    EXPECT_FALSE(cache.find(key));
}

TEST_F(Cache, IgnoresAnEntryThatAPlainDigestVouchesFor) {
    std::string text;
    std::getline(std::ifstream(file), text, '\0');
    const std::string body = text.substr(text.find('\n') + 1);
    for (const std::string format : {"mme-scan-cache/1 ", "mme-scan-cache/2 "}) {
        std::ofstream(file) << format << key.hex() << ' ' << digest(body).hex() << '\n' << body;
        EXPECT_FALSE(cache.find(key)) << format;
    }
    std::ofstream(file) << text;
    EXPECT_TRUE(cache.find(key));
}

TEST_F(Cache, KnowsItsEntriesWhenItIsOpenedAgain) {
    EXPECT_TRUE(ScanCache::open(folder)->find(key));
}

TEST_F(Cache, KeepsItsKeyForThisUserAlone) {
    const fs::path secret = folder / "secret.key";
    struct stat status {};
    ASSERT_EQ(::stat(secret.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    EXPECT_EQ(status.st_size, 32);
    for (const auto& one : fs::directory_iterator(folder))
        EXPECT_TRUE(one.path() == secret || one.path() == file) << one.path();
    ASSERT_EQ(::chmod(secret.c_str(), 0640), 0);
    const auto opened = ScanCache::open(folder);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().text().find(secret.string()), std::string::npos) << opened.error().text();
}

TEST_F(Cache, RefusesAKeyThatIsCutOrALink) {
    const fs::path secret = folder / "secret.key";
    fs::resize_file(secret, 31);
    EXPECT_FALSE(ScanCache::open(folder));
    fs::remove(secret);
    fs::create_symlink("/dev/zero", secret);
    EXPECT_FALSE(ScanCache::open(folder));
}

TEST_F(Cache, RefusesAKeyOfSomebodyElse) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
    ASSERT_EQ(::chown((folder / "secret.key").c_str(), 65534, 65534), 0);
    EXPECT_FALSE(ScanCache::open(folder));
}

TEST_F(Cache, IgnoresAnEntryThatGroupOrOthersMayWrite) {
    for (const mode_t mode : {0664U, 0646U}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        EXPECT_FALSE(cache.find(key)) << mode;
    }
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    EXPECT_TRUE(cache.find(key));
}

TEST_F(Cache, IgnoresAnEntryOfSomebodyElse) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
    ASSERT_EQ(::chown(file.c_str(), 65534, 65534), 0);
    EXPECT_FALSE(cache.find(key));
}

TEST_F(Cache, IgnoresALinkAndAFolder) {
    fs::rename(file, scratch.path() / "elsewhere");
    fs::create_symlink(scratch.path() / "elsewhere", file);
    EXPECT_FALSE(cache.find(key));
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_FALSE(cache.find(key));
}

TEST_F(Cache, RefusesAFolderThatOthersMayWrite) {
    ASSERT_EQ(::chmod(folder.c_str(), 0770), 0);
    const auto opened = ScanCache::open(folder);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().text().find(folder.string()), std::string::npos);
}

TEST_F(Cache, MakesItsFolderForThisUserAlone) {
    struct stat status {};
    ASSERT_EQ(::stat(folder.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST(CacheKey, ChangesWithEverythingAReportDependsOn) {
    const ScanSubject subject{digest("program"), digest("content"), digest("file"), "max-depth=8"};
    const EngineFacts facts{"ClamAV", "1.4.6", "27810", at(0), "max=1"};
    const Sha256 key = cache_key(subject, facts, "beyond");
    EXPECT_EQ(cache_key(subject, facts, "beyond"), key);
    EXPECT_NE(cache_key({digest("x"), subject.content_id, subject.file, subject.unpacking}, facts, "beyond"),
              key);
    EXPECT_NE(cache_key({subject.program, digest("x"), subject.file, subject.unpacking}, facts, "beyond"),
              key);
    EXPECT_NE(
        cache_key({subject.program, subject.content_id, digest("x"), subject.unpacking}, facts, "beyond"),
        key);
    EXPECT_NE(cache_key({subject.program, subject.content_id, subject.file, "max-depth=9"}, facts, "beyond"),
              key);
    EXPECT_NE(cache_key(subject, {"Other", "1.4.6", "27810", at(0), "max=1"}, "beyond"), key);
    EXPECT_NE(cache_key(subject, {"ClamAV", "1.4.7", "27810", at(0), "max=1"}, "beyond"), key);
    EXPECT_NE(cache_key(subject, {"ClamAV", "1.4.6", "27811", at(0), "max=1"}, "beyond"), key);
    EXPECT_NE(cache_key(subject, {"ClamAV", "1.4.6", "27810", at(1), "max=1"}, "beyond"), key);
    EXPECT_NE(cache_key(subject, {"ClamAV", "1.4.6", "27810", at(0), "max=2"}, "beyond"), key);
    EXPECT_NE(cache_key(subject, facts, "other"), key);
}

TEST(CacheKey, DoesNotConfuseFieldsThatRunIntoEachOther) {
    const ScanSubject subject{digest("program"), digest("content"), digest("file"), "max-depth=8"};
    EXPECT_NE(cache_key(subject, {"A", "B\"\n\"C", "1", at(0), ""}, ""),
              cache_key(subject, {"A\"\n\"B", "C", "1", at(0), ""}, ""));
}

}  // namespace
}  // namespace mme
