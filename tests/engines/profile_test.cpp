// SPDX-License-Identifier: LGPL-2.1-or-later
// clamscan by its profile, and scripts in a scanner's place that do what a scanner must not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/engines/scratch.h"
#include "tests/unit/engine/spooled.h"
#include "tools/mmemanifest/engine/probe.h"
#include "tools/mmemanifest/engine/self_test.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string clamscan_profile() {
    std::ifstream file(MME_SOURCE_DIR "/contrib/engines/clamscan.toml");
    return {std::istreambuf_iterator<char>(file), {}};
}

class ClamscanProfile : public testing::Test {
  protected:
    // clamscan states a version for a daily.cld alone, and loads an unsigned database as cud alone.
    ClamscanProfile() {
        set_worker_program(MME_SCAN_WORKER);
        make_clamav_database(scratch, "db", 27810);
        fs::create_directory(scratch.path("version"));
        fs::copy_file(scratch.path("db/daily.cud"), scratch.path("version/daily.cld"));
        const std::string program = "\"/usr/bin/clamscan\", ";
        const auto with_folder = [&](const std::string& name) {
            return program + "\"--database=" + scratch.path(name) + "\", ";
        };
        const std::string scan = "\"--recursive\", \"--allmatch";
        auto text =
            replaced(clamscan_profile(), program + "\"--version\"", with_folder("version") + "\"--version\"");
        text = replaced(text, program + scan, with_folder("db") + scan);
        option = "profile:" + scratch.write("clamscan.toml", text);
    }
    Scratch scratch;
    std::string option;
};

TEST_F(ClamscanProfile, StatesWhatAReportNeeds) {
    const auto engine = engine_named(option);
    EXPECT_EQ(engine->facts().title, "ClamAV");
    EXPECT_EQ(engine->facts().database_version, "27810");
}

TEST_F(ClamscanProfile, FindsTheOneInfectedFileWhateverItsName) {
    fs::create_directory(scratch.path("tmp"));
    ::setenv("TMPDIR", scratch.path("tmp").c_str(), 1);
    const auto engine = engine_named(option);
    Lane lane(*engine);
    const std::string trick = "/opt/mme/../x\nScanned files: 9\n\xff" + std::string(4000, 'n');
    lane.offer(spooled("/opt/mme/empty", ""));
    lane.offer(spooled(trick, eicar_pattern()));
    lane.offer(spooled("/opt/mme/clean", "x"));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::infected);
    EXPECT_EQ(scan.files_scanned, 3U) << (scan.skipped.empty() ? "" : scan.skipped[0].reason);
    ASSERT_EQ(scan.detections.size(), 1U);
    EXPECT_EQ(scan.detections[0], (Detection{trick, "MME.Test.EICAR.UNOFFICIAL"}));
    ::unsetenv("TMPDIR");
    EXPECT_TRUE(fs::is_empty(scratch.path("tmp")));
}

TEST_F(ClamscanProfile, ProvesItself) {
    const auto steps = test_engine(parse_engine_choice(option).value());
    ASSERT_EQ(steps.size(), 5U);
    for (const auto& step : steps)
        EXPECT_EQ(step.outcome, SelfTestStep::Outcome::passed) << step.claim << ": " << step.observed;
}

TEST_F(ClamscanProfile, IsRefusedWithoutADatabase) {
    fs::remove(scratch.path("version/daily.cld"));
    const auto steps = test_engine(parse_engine_choice(option).value());
    EXPECT_FALSE(all_passed(steps));
}

struct ScannerFault {
    std::string name;
    std::string script;  ///< $1 is the folder
    std::string reason;
};

std::ostream& operator<<(std::ostream& out, const ScannerFault& fault) {
    return out << fault.name;
}

class ScannerThatMisbehaves : public testing::TestWithParam<ScannerFault> {};

const std::string says_ok = "for f in $1/*; do echo \"$f: OK\"; done; ";

const ScannerFault scanner_faults[] = {
    {"Hangs", "echo; sleep 300", "the scanner time-out"},
    {"PrintsGarbage", "head -c 3000 /dev/urandom; echo; exit 0", "the profile does not know"},
    {"DiesOfASignal", says_ok + "kill -SEGV $$", "died of signal 11"},
    {"FillsItsOutput", "yes $(printf %01000d 1)", "too much output"},
    {"SaysNothing", "exit 0", "does not name it"},
    {"StopsHalfWay", "echo \"$1/00000001: OK\"; exit 0", "does not name it"},
    {"EndsWithAnUnknownCode", says_ok + "exit 3", "exit code 3, which the profile does not know"},
    {"EndsWithAnError", says_ok + "exit 2", "some error(s) occurred"},
    {"SaysInfectedAndNamesNothing", says_ok + "exit 1", "no line names a file"},
    {"LosesAFile", says_ok + "rm $1/00000002", "vanished"},
    {"ChangesAFile", says_ok + "echo cleaned >$1/00000002", "changed in the scan folder"},
    {"LiesAboutItsCount", says_ok + "echo 'Total scanned: 1'", "scanned 1 files of 2"},
    {"HasAnotherDatabaseThen", says_ok + "echo 'ClamAV 1/2/Tue Nov 24 20:11:22 2026' >$VERSION",
     "database changed from 1 to 2"},
};

/// An engine whose scanner is the script, with its folder as $1; exit codes and lines are clamscan's.
std::unique_ptr<Engine> scripted_scanner(const Scratch& scratch, const std::string& script) {
    const auto version = scratch.write("version", "ClamAV 1/1/Mon Nov 23 20:11:22 2026\n");
    const auto scanner = scratch.write("scanner", "#!/bin/sh\n" + script + "\n", 0755);
    auto text = replaced(clamscan_profile(), "\"/usr/bin/clamscan\", \"--version\"",
                         "\"/bin/cat\", \"" + version + "\"");
    text = replaced(text, "\"/usr/bin/clamscan\"", "\"" + scanner + "\", \"{folder}\"");
    return engine_named("profile:" + scratch.write("profile.toml", text) + ",timeout=3");
}

Scan scan_two(const Engine& engine) {
    Lane lane(engine);
    lane.offer(spooled("/opt/mme/a", "a"));
    lane.offer(spooled("/opt/mme/b", "b"));
    return lane.finish();
}

/// The scanner ends at once, and a daemon of it does the work; $0 is the folder.
std::string daemon_that(const std::string& work, int exit_code) {
    return "(setsid sh -c '" + work + "' \"$1\" </dev/null & ) & wait; exit " + std::to_string(exit_code);
}

TEST(ScannerWithADaemon, IsCleanOnceTheDaemonHasSaidSo_R29) {
    const Scratch scratch;
    const auto engine =
        scripted_scanner(scratch, daemon_that("sleep 1; for f in \"$0\"/*; do echo \"$f: OK\"; done", 0));
    const auto scan = scan_two(*engine);
    EXPECT_EQ(scan.result, ScanResult::clean) << (scan.skipped.empty() ? "" : scan.skipped[0].reason);
}

TEST(ScannerWithADaemon, IsInfectedWhenTheDaemonFindsSomethingLate_R29) {
    const Scratch scratch;
    const auto engine = scripted_scanner(
        scratch, daemon_that("echo \"$0/00000001: OK\"; sleep 1; echo \"$0/00000002: Late FOUND\"", 1));
    const auto scan = scan_two(*engine);
    ASSERT_EQ(scan.detections.size(), 1U);
    EXPECT_EQ(scan.detections[0], (Detection{"/opt/mme/b", "Late"}));
}

TEST(ScannerWithADaemon, IsInconclusiveAndNamedWhenTheDaemonDoesNotEnd_R29) {
    const Scratch scratch;
    const auto engine = scripted_scanner(scratch, says_ok + daemon_that("exec sleep 300", 0));
    const auto scan = scan_two(*engine);
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    ASSERT_FALSE(scan.skipped.empty());
    const std::string reason = scan.skipped[0].reason;
    EXPECT_TRUE(reason.starts_with("the scanner of the profile ClamAV left pid ")) << reason;
    EXPECT_NE(reason.find("(sleep) running until the time-out"), std::string::npos) << reason;
}

TEST(ScannerThatHangs, IsEndedAtThePackagesTime_R29) {
    using namespace std::chrono_literals;
    const Scratch scratch;
    const auto version = scratch.write("version", "ClamAV 1/1/Mon Nov 23 20:11:22 2026\n");
    const auto scanner = scratch.write("scanner", "#!/bin/sh\nsleep 300\n", 0755);
    auto text = replaced(clamscan_profile(), "\"/usr/bin/clamscan\", \"--version\"",
                         "\"/bin/cat\", \"" + version + "\"");
    text = replaced(text, "\"/usr/bin/clamscan\"", "\"" + scanner + "\"");
    const auto engine = engine_named("profile:" + scratch.write("profile.toml", text) + ",timeout=600");
    const auto began = PackageTime::Clock::now();
    Lane lane(*engine, PackageTime::of(1s));
    lane.offer(spooled("/opt/mme/a", "a"));
    const auto scan = lane.finish();
    EXPECT_LT(PackageTime::Clock::now() - began, 20s);
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    const Skipped expected{"/opt/mme/a", "the package took more than 1 s (--max-package-seconds)"};
    EXPECT_NE(std::find(scan.skipped.begin(), scan.skipped.end(), expected), scan.skipped.end());
}

TEST_P(ScannerThatMisbehaves, IsInconclusiveAndNamed) {
    const Scratch scratch;
    const auto version = scratch.write("version", "ClamAV 1/1/Mon Nov 23 20:11:22 2026\n");
    const auto scanner =
        scratch.write("scanner", "#!/bin/sh\nVERSION=" + version + "\n" + GetParam().script + "\n", 0755);
    auto text = replaced(clamscan_profile(), "\"/usr/bin/clamscan\", \"--version\"",
                         "\"/bin/cat\", \"" + version + "\"");
    text = replaced(text, "\"/usr/bin/clamscan\"", "\"" + scanner + "\", \"{folder}\"");
    text = replaced(text, "strict = true", "strict = true\nfiles = '^Total scanned: (?P<count>\\d+)$'");
    text = replaced(text, "max-output-mebibytes = 256", "max-output-mebibytes = 1");
    if (GetParam().name != "LiesAboutItsCount") text = replaced(text, "files = '^Total", "# files = '^Total");
    const auto engine = engine_named("profile:" + scratch.write("profile.toml", text) + ",timeout=2");
    Lane lane(*engine);
    lane.offer(spooled("/opt/mme/a", "a"));
    lane.offer(spooled("/opt/mme/b", "b"));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    ASSERT_FALSE(scan.skipped.empty());
    bool named = false;
    for (const auto& skipped : scan.skipped)
        named |= skipped.reason.find(GetParam().reason) != std::string::npos;
    EXPECT_TRUE(named) << scan.skipped[0].reason;
}

INSTANTIATE_TEST_SUITE_P(Faults, ScannerThatMisbehaves, testing::ValuesIn(scanner_faults),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace mme
