// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/isolated_engine.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/engine/worker_processes.h"
#include "tools/mmemanifest/engine/engine_greeting.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A rule file that finds the EICAR pattern, and needs minutes for a few megabytes of "a".
class RuleFile {
  public:
    RuleFile() : path_(fs::temp_directory_path() / ("mme-rules-" + std::to_string(::getpid()) + ".yar")) {
        std::ofstream(path_) << "rule eicar { strings: $a = \"EICAR-STANDARD-\" condition: $a }\n"
                                "rule slow { strings: $a = /a.{1,900}b.{1,900}c/ condition: $a }\n";
    }
    RuleFile(const RuleFile&) = delete;
    RuleFile& operator=(const RuleFile&) = delete;
    ~RuleFile() { fs::remove(path_); }
    [[nodiscard]] std::string path() const { return path_.string(); }

  private:
    fs::path path_;
};

std::unique_ptr<Engine> open_rules(const RuleFile& rules, std::chrono::seconds most = 100s) {
    set_worker_program(MME_SCAN_WORKER);
    auto engine = open_isolated({"yara", rules.path(), most});
    EXPECT_TRUE(engine) << engine.error().text();
    return std::move(*engine);
}

std::shared_ptr<const SpooledFile> file_of(const std::string& content) {
    auto file = Spool().take_bytes("file", as_bytes(content));
    return std::make_shared<const SpooledFile>(std::move(*file));
}

std::shared_ptr<const SpooledFile> slow_file() {
    return file_of(std::string(std::size_t{8} << 20U, 'a'));
}

void offer_three(Session& session) {
    session.offer(slow_file());
    session.offer(file_of("clean"));
    session.offer(file_of(eicar_pattern()));
}

void expect_the_first_alone_unscanned(const std::vector<FileAnswer>& answers, const std::string& reason) {
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(answers[0].state, FileState::not_scanned);
    EXPECT_EQ(answers[0].text, reason);
    EXPECT_EQ(answers[1].state, FileState::clean);
    EXPECT_EQ(answers[2].state, FileState::infected);
    EXPECT_EQ(answers[2].text, "eicar");
}

TEST(IsolatedEngine, StatesItsFactsAndItsIsolation) {
    const RuleFile rules;
    const auto engine = open_rules(rules);
    EXPECT_EQ(engine->facts().title, "YARA");
    EXPECT_TRUE(engine->facts().database_version.starts_with("sha256:"));
    EXPECT_NE(engine->facts().settings.find(" isolation: no-new-privileges"), std::string::npos);
    EXPECT_TRUE(engine->beyond_facts());
}

TEST(IsolatedEngine, GivesItsOwnReasonWhenItCannotBeOpened) {
    set_worker_program(MME_SCAN_WORKER);
    const auto engine = open_isolated({"yara", "/nonexistent", 100s});
    ASSERT_FALSE(engine);
    EXPECT_NE(engine.error().text().find("/nonexistent"), std::string::npos) << engine.error().text();
}

TEST(IsolatedEngine, SaysWhichWorkerProgramIsMissing) {
    set_worker_program("/nonexistent/scan-worker");
    const auto engine = open_isolated({"yara", "/nonexistent", 100s});
    ASSERT_FALSE(engine);
    EXPECT_NE(engine.error().text().find("/nonexistent/scan-worker cannot be started"), std::string::npos);
}

TEST(IsolatedEngine, AnswersInOrderForMoreFilesThanAreInFlight) {
    const RuleFile rules;
    const auto engine = open_rules(rules);
    const auto session = engine->open_session(engine->facts(), {});
    for (int i = 0; i < 100; ++i) session->offer(file_of(i % 3 == 0 ? eicar_pattern() : std::to_string(i)));
    const auto answers = session->finish();
    ASSERT_EQ(answers.size(), 100U);
    for (std::size_t i = 0; i < answers.size(); ++i)
        EXPECT_EQ(answers[i].state, i % 3 == 0 ? FileState::infected : FileState::clean) << i;
}

TEST(IsolatedEngine, LeavesOneFileUnscannedWhenItsProcessCrashes_R29) {
    const RuleFile rules;
    const auto engine = open_rules(rules);
    const auto session = engine->open_session(engine->facts(), {});
    offer_three(*session);
    ASSERT_EQ(signal_busy_worker(SIGABRT), 1);
    expect_the_first_alone_unscanned(session->finish(), "the engine's process ended by signal 6 (Aborted)");
}

TEST(IsolatedEngine, LeavesOneFileUnscannedWhenItTakesTooLong_R29) {
    const RuleFile rules;
    const auto engine = open_rules(rules, 1s);
    const auto session = engine->open_session(engine->facts(), {});
    offer_three(*session);
    expect_the_first_alone_unscanned(session->finish(), "the engine's process took more than 1 s");
}

TEST(IsolatedEngine, ScansNothingBeyondThePackagesTime_R29) {
    const RuleFile rules;
    const auto engine = open_rules(rules);
    const auto session = engine->open_session(engine->facts(), PackageTime::of(1s));
    const auto began = std::chrono::steady_clock::now();
    offer_three(*session);
    const auto answers = session->finish();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 20s);
    ASSERT_EQ(answers.size(), 3U);
    for (const auto& answer : answers) {
        EXPECT_EQ(answer.state, FileState::not_scanned);
        EXPECT_EQ(answer.text, "the package took more than 1 s (--max-package-seconds)");
    }
}

TEST(IsolatedEngine, ScansNothingWhenTheProcessWithTheDatabaseIsGone_R29) {
    const RuleFile rules;
    const auto engine = open_rules(rules);
    ASSERT_EQ(signal_worker_programs(SIGKILL), 1);
    const auto session = engine->open_session(engine->facts(), {});
    offer_three(*session);
    const auto answers = session->finish();
    ASSERT_EQ(answers.size(), 3U);
    for (const auto& answer : answers) EXPECT_EQ(answer.state, FileState::not_scanned) << answer.text;
}

TEST(IsolatedEngine, LeavesNoProcessAndNoFileBehind) {
    const RuleFile rules;
    const fs::path scratch = fs::temp_directory_path() / ("mme-scratch-" + std::to_string(::getpid()));
    fs::create_directory(scratch);
    ::setenv("TMPDIR", scratch.c_str(), 1);
    auto engine = open_rules(rules);
    ::unsetenv("TMPDIR");
    auto session = engine->open_session(engine->facts(), {});
    session->offer(slow_file());
    EXPECT_FALSE(fs::is_empty(scratch));
    EXPECT_EQ(signal_busy_worker(0), 1);
    session.reset();
    engine.reset();
    EXPECT_EQ(signal_worker_programs(0), 0);
    EXPECT_EQ(signal_busy_worker(0, 0), 0);
    EXPECT_TRUE(fs::is_empty(scratch));
    fs::remove(scratch);
}

TEST(EngineGreeting, RefusesTextsThatAreNone) {
    const std::vector<std::string> good{"layers", "YARA", "4", "sha256:0", "1700000000", "a=b", "beyond"};
    ASSERT_TRUE(read_greeting(good));
    EXPECT_EQ(read_greeting(good)->beyond, "beyond");
    EXPECT_EQ(read_greeting(good)->facts.settings, "a=b isolation: layers");
    EXPECT_FALSE(read_greeting({good.begin(), good.begin() + 5}));
    auto dated = good;
    dated[4] = "17000x";
    EXPECT_FALSE(read_greeting(dated));
}

}  // namespace
}  // namespace mme::test
