// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/journal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "libverify/decision/bounded.h"
#include "libverify/digest/hasher.h"
#include "libverify/journal/event.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

/// A host whose journal lies in a directory of its own.
class JournalTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/tmp/mme-journal.XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        host.log = fs::path(name) / "log";
    }
    void TearDown() override { fs::remove_all(host.log.parent_path()); }

    Status record(const std::string& shown) const {
        MME_TRY(const Journal journal, Journal::open(host));
        Decision decision;
        decision.shown = shown;
        return journal.record(context, {decision});
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::ifstream in(host.events());
        std::vector<std::string> all;
        for (std::string line; std::getline(in, line);) all.push_back(line);
        return all;
    }
    void put(const std::string& text) const {
        fs::create_directories(host.log);
        std::ofstream(host.events(), std::ios::app) << text;
    }
    [[nodiscard]] fs::path lock_file() const { return host.log / "journal.lock"; }

    HostLayout host;
    EventContext context{"install", "dpkg", Timestamp{}, Mode::enforce, {}};
};

std::string previous_of(const std::string& line) {
    return nlohmann::json::parse(line)["previous"];
}

std::string digest_of(std::string_view line) {
    return sha256_of(as_bytes(line)).hex();
}

TEST_F(JournalTest, EachLineHoldsTheDigestOfTheOneBefore_R7) {
    for (const char* shown : {"a.deb", "b.deb", "c.deb"}) ASSERT_TRUE(record(shown));
    const auto all = lines();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(previous_of(all[0]), std::string(64, '0'));
    EXPECT_EQ(previous_of(all[1]), digest_of(all[0]));
    EXPECT_EQ(previous_of(all[2]), digest_of(all[1]));
}

TEST_F(JournalTest, ABrokenOffLineGetsItsEndAndCounts_R7) {
    put("{\"broken\":");
    ASSERT_TRUE(record("a.deb"));
    const auto all = lines();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], "{\"broken\":");
    EXPECT_EQ(previous_of(all[1]), digest_of(all[0]));
}

TEST_F(JournalTest, OfALineThatIsTooLongItsEndCounts_R7) {
    const std::string end(max_event_bytes, 'e');
    for (const char* line_end : {"\n", ""}) {
        fs::remove(host.events());
        put("first\n" + std::string(1000, 'b') + end + line_end);
        ASSERT_TRUE(record("a.deb"));
        EXPECT_EQ(previous_of(lines().back()), digest_of(end));
    }
}

TEST_F(JournalTest, ALineOfAnyLengthDoesNotHoldUpTheNextTransaction_R7) {
    put("x");
    fs::resize_file(host.events(), std::uintmax_t{8} << 30U);  // a hole, as a crash may leave one
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(record("a.deb"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

/// In a process of its own, which has limits and signals of its own.
int exit_code_of(const std::function<bool()>& body) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(body() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(JournalTest, WhatCouldNotBeWrittenWholeIsCutOff_R7) {
    ASSERT_TRUE(record("a.deb"));
    const auto before = lines();
    const auto size = fs::file_size(host.events());
    const int code = exit_code_of([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{size + 100, size + 100};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto recorded = record("b.deb");
        return !recorded && recorded.error().code() == Code::internal_error;
    });
    EXPECT_EQ(code, 0);
    EXPECT_EQ(fs::file_size(host.events()), size);
    EXPECT_EQ(lines(), before);
    ASSERT_TRUE(record("c.deb"));
    EXPECT_EQ(previous_of(lines().back()), digest_of(before.back()));
}

TEST_F(JournalTest, WhoeverLocksTheJournalItselfHoldsNobodyUp_R7) {
    ASSERT_TRUE(record("a.deb"));
    const Fd reader(::open(host.events().c_str(), O_RDONLY | O_CLOEXEC));
    ASSERT_EQ(::flock(reader.get(), LOCK_EX), 0);
    EXPECT_TRUE(record("b.deb"));
}

TEST_F(JournalTest, WaitsForTheLockForABoundedTime_R7) {
    ASSERT_TRUE(record("a.deb"));
    const Fd other(::open(lock_file().c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_EQ(::flock(other.get(), LOCK_EX), 0);
    const auto begin = std::chrono::steady_clock::now();
    const auto recorded = record("b.deb");
    ASSERT_FALSE(recorded);
    EXPECT_NE(recorded.error().detail().find("held the lock"), std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, longest_lock_wait + std::chrono::seconds(5));
    EXPECT_EQ(lines().size(), 1U);
}

TEST_F(JournalTest, TheLockIsForItsOwnerAlone_R7) {
    ASSERT_TRUE(record("a.deb"));
    struct stat status {};
    ASSERT_EQ(::stat(lock_file().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    ::chmod(lock_file().c_str(), 0644);
    EXPECT_FALSE(record("b.deb"));
    ::chmod(lock_file().c_str(), 0600);
    ASSERT_EQ(::chown(lock_file().c_str(), 65534, 65534), 0);
    EXPECT_FALSE(record("b.deb"));
}

TEST_F(JournalTest, RefusesWhatIsNoFileOfItsOwnWithoutWaiting_R7) {
    fs::create_directories(host.log);
    ASSERT_EQ(::mkfifo(host.events().c_str(), 0600), 0);
    EXPECT_FALSE(record("a.deb"));
    fs::remove(host.events());
    fs::create_symlink("/tmp/elsewhere", host.events());
    EXPECT_FALSE(record("a.deb"));
    fs::remove(host.events());
    fs::create_directory(host.events());
    EXPECT_FALSE(record("a.deb"));
    fs::remove(host.events());
    put("");
    ::chmod(host.events().c_str(), 0666);
    EXPECT_FALSE(record("a.deb"));
}

TEST_F(JournalTest, ADirectoryThatOthersCouldChangeIsUnsafe_R10) {
    fs::create_directories(host.log);
    for (const mode_t mode : {mode_t{0775}, mode_t{0777}}) {
        ::chmod(host.log.c_str(), mode);
        const auto recorded = record("a.deb");
        ASSERT_FALSE(recorded);
        EXPECT_EQ(recorded.error().code(), Code::policy_unsafe);
    }
    ::chmod(host.log.c_str(), 0755);
    ::chmod(host.log.parent_path().c_str(), 0777);
    EXPECT_FALSE(record("a.deb"));
}

TEST_F(JournalTest, IsMadeWithoutRightsForOthersWhateverTheUmask_R10) {
    host.log = host.log / "deep" / "er";
    const mode_t before = ::umask(0);
    EXPECT_TRUE(record("a.deb"));
    ::umask(before);
    EXPECT_TRUE(record("b.deb"));
    host.log = host.log.parent_path().parent_path();
}

/// The largest that a package can make of it, with the characters that JSON doubles.
Decision largest_decision() {
    const std::string text(100'000, '"');
    Decision decision;
    decision.shown = text;
    decision.identity = Identity{PackageType::deb, text, text, text};
    decision.signers.assign(100, {text, text, text, Timestamp{}});
    Scan scan;
    scan.engine = scan.engine_version = scan.database_version = text;
    decision.scans.assign(1000, scan);
    decision.findings.assign(1000, {Code::internal_error, text, text, text});
    return decision;
}

TEST_F(JournalTest, AnEventHasABoundedSize_R7) {
    Decision decision = largest_decision();
    bound(decision);
    const std::string line = event_line(context, decision, std::string(64, '0'));
    EXPECT_LE(line.size(), max_event_bytes);
    EXPECT_GT(line.size(), max_event_bytes / 4);  // else more could be told
    EXPECT_EQ(nlohmann::json::parse(line)["findings-left-out"], 984);
}

TEST_F(JournalTest, AnEventHoldsNoControlCharacter_R28) {
    Decision decision;
    decision.shown = "\x1B[2J\xC2\x9B\xE2\x80\xAE\n\xFF";
    decision.findings.push_back({Code::internal_error, decision.shown, decision.shown, decision.shown});
    decision.identity = Identity{PackageType::deb, decision.shown, decision.shown, decision.shown};
    bound(decision);
    const std::string line = event_line(context, decision, "");
    EXPECT_EQ(line.find_first_of("\x1B\xC2\xE2\xFF\n"), std::string::npos) << line;
}

}  // namespace
}  // namespace mme
