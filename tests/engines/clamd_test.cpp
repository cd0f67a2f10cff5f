// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "tests/engines/clamd_daemon.h"
#include "tests/unit/engine/spooled.h"
#include "tools/mmemanifest/engine/choice.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20U;

std::string refusal_of(const std::string& option) {
    auto choice = parse_engine_choice(option);
    const auto engine = choice ? open_engine(*choice) : std::move(choice).error();
    return engine ? "opened" : engine.error().text();
}

std::string only_reason(const Scan& scan) {
    return scan.skipped.empty() ? "" : scan.skipped.front().reason;
}

class Clamd : public testing::Test {
  protected:
    Scratch scratch;
    std::string database = make_clamav_database(scratch, "db", 27810);
};

void expect_finds_the_one_infected_file(const Engine& engine) {
    Lane lane(engine);
    for (int i = 0; i < 100; ++i)
        lane.offer(spooled("/opt/mme/" + std::to_string(i),
                           i == 42 ? "x" + eicar_pattern() : std::string(static_cast<std::size_t>(i), 'x')));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::infected);
    EXPECT_EQ(scan.files_scanned, 100U);
    ASSERT_EQ(scan.detections.size(), 1U);
    EXPECT_EQ(scan.detections[0], (Detection{"/opt/mme/42", "MME.Test.EICAR.UNOFFICIAL"}));
}

TEST_F(Clamd, FindsTheOneInfectedFileByDescriptor) {
    const ClamdDaemon daemon(scratch, "a", database);
    expect_finds_the_one_infected_file(*engine_named(daemon.unix_option()));
}

TEST_F(Clamd, FindsTheOneInfectedFileInAStream) {
    const ClamdDaemon daemon(scratch, "a", database);
    expect_finds_the_one_infected_file(*engine_named(daemon.tcp_option()));
}

TEST_F(Clamd, StatesWhatAReportNeeds) {
    const ClamdDaemon daemon(scratch, "a", database);
    const auto engine = engine_named(daemon.unix_option());
    EXPECT_EQ(engine->facts().title, "ClamAV");
    EXPECT_EQ(engine->facts().database_version, "27810");
    EXPECT_LT(std::chrono::system_clock::now() - engine->facts().database_date, std::chrono::minutes(10));
    EXPECT_EQ(scan_file(*engine, "clean").result, ScanResult::clean);
}

TEST_F(Clamd, FindsThePatternInTheLastBytesOfALargeFile) {
    const ClamdDaemon daemon(scratch, "a", database);
    const std::string content = std::string(5 * mebibyte - 7, 'x') + eicar_pattern();
    EXPECT_EQ(scan_file(*engine_named(daemon.unix_option()), content).result, ScanResult::infected);
    EXPECT_EQ(scan_file(*engine_named(daemon.tcp_option()), content).result, ScanResult::infected);
}

TEST_F(Clamd, DoesNotBelieveOkForAFileOverTheDaemonsLimits) {
    const std::string content = std::string(3 * mebibyte, 'x') + eicar_pattern();
    for (const char* limit : {"MaxFileSize 2M", "MaxScanSize 2M"}) {
        const ClamdDaemon daemon(scratch, "a", database, limit);
        for (const auto& option : {daemon.unix_option(), daemon.tcp_option()}) {
            const auto scan = scan_file(*engine_named(option), content);
            EXPECT_EQ(scan.result, ScanResult::inconclusive) << limit;
            EXPECT_NE(only_reason(scan).find("MaxFileSize"), std::string::npos) << only_reason(scan);
        }
    }
}

TEST_F(Clamd, ScansUpToTheDaemonsExactLimit) {
    const ClamdDaemon daemon(scratch, "a", database, "MaxFileSize 3M\nStreamMaxLength 3M");
    const std::string content(3 * mebibyte - 1, 'x');
    EXPECT_EQ(scan_file(*engine_named(daemon.unix_option()), content).result, ScanResult::clean);
    EXPECT_EQ(scan_file(*engine_named(daemon.tcp_option()), content).result, ScanResult::clean);
}

TEST_F(Clamd, TakesAnExceededLimitThatIsReportedForNotScanned) {
    const ClamdDaemon daemon(scratch, "a", database, "MaxFileSize 2M\nAlertExceedsMax yes");
    EXPECT_EQ(scan_file(*engine_named(daemon.unix_option()), std::string(3 * mebibyte, 'x')).result,
              ScanResult::inconclusive);
}

TEST_F(Clamd, IsInconclusiveOverTheStreamLimit) {
    const ClamdDaemon daemon(scratch, "a", database, "StreamMaxLength 2M");
    EXPECT_EQ(scan_file(*engine_named(daemon.tcp_option()), std::string(3 * mebibyte, 'x')).result,
              ScanResult::inconclusive);
}

TEST_F(Clamd, IsRefusedWithoutADatabaseVersion) {
    scratch.write("loose/test.ndb", "MME.Test.EICAR:0:*:58354f2150254041505b345c505a58\n");
    const ClamdDaemon daemon(scratch, "a", scratch.path("loose"));
    EXPECT_NE(refusal_of(daemon.unix_option()).find("no daily database"), std::string::npos);
}

TEST_F(Clamd, IsRefusedWhenItDoesNotFindEicar) {
    const ClamdDaemon daemon(scratch, "a", make_clamav_database(scratch, "other", 27810, "something else"));
    EXPECT_NE(refusal_of(daemon.unix_option()).find("does not find the EICAR"), std::string::npos);
}

TEST_F(Clamd, IsRefusedWhenNobodyListens) {
    EXPECT_NE(refusal_of("clamd:unix=" + scratch.path("none")).find("no clamd can be used"),
              std::string::npos);
}

TEST_F(Clamd, KilledInTheMiddleIsInconclusive) {
    ClamdDaemon daemon(scratch, "a", database);
    const auto engine = engine_named(daemon.unix_option() + ",timeout=5");
    Lane lane(*engine);
    lane.offer(spooled("/opt/mme/before", "x"));
    daemon.kill();
    for (int i = 0; i < 200; ++i) lane.offer(spooled("/opt/mme/after", "x"));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_EQ(scan.files_scanned, 0U);
    EXPECT_NE(only_reason(scan).find("clamd at " + daemon.socket()), std::string::npos) << only_reason(scan);
}

TEST_F(Clamd, IsInconclusiveWhenItsSocketIsGone) {
    const ClamdDaemon daemon(scratch, "a", database);
    const auto engine = engine_named(daemon.unix_option());
    std::filesystem::remove(daemon.socket());
    const auto scan = scan_file(*engine, "x");
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_NE(only_reason(scan).find("No such file"), std::string::npos) << only_reason(scan);
}

TEST_F(Clamd, ReloadedInTheMiddleIsInconclusive) {
    const ClamdDaemon daemon(scratch, "a", database);
    const auto engine = engine_named(daemon.unix_option());
    Lane lane(*engine);
    lane.offer(spooled("/opt/mme/before", "x"));
    make_clamav_database(scratch, "db", 27811);
    daemon.reload("27811");
    lane.offer(spooled("/opt/mme/after", "x"));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_EQ(only_reason(scan), "database changed from 27810 to 27811 during the scan");
    EXPECT_EQ(scan_file(*engine, "x").database_version, "27811");
    EXPECT_EQ(scan_file(*engine, "x").result, ScanResult::clean);
}

TEST_F(Clamd, OfAPoolTakesOverForOneThatDied) {
    ClamdDaemon first(scratch, "a", database);
    const ClamdDaemon second(scratch, "b", database);
    const auto engine = engine_named(first.tcp_option() + "," + second.address());
    Lane lane(*engine);
    for (int i = 0; i < 200; ++i) {
        if (i == 50) first.kill();
        lane.offer(spooled("/opt/mme/" + std::to_string(i), "x"));
    }
    EXPECT_EQ(lane.finish().result, ScanResult::clean);
}

TEST_F(Clamd, OfAPoolMayBeDeadFromTheStart) {
    const ClamdDaemon daemon(scratch, "a", database);
    const auto engine = engine_named("clamd:tcp=127.0.0.1:1," + daemon.address());
    EXPECT_EQ(scan_file(*engine, "x").result, ScanResult::clean);
}

TEST_F(Clamd, OfAPoolWithTwoDatabasesIsRefused) {
    const ClamdDaemon first(scratch, "a", database);
    const ClamdDaemon second(scratch, "b", make_clamav_database(scratch, "newer", 27811));
    EXPECT_NE(refusal_of(first.tcp_option() + "," + second.address()).find("update them all"),
              std::string::npos);
}

TEST_F(Clamd, BesideClamavInTheProcessIsTheSameEngineTwice) {
    const ClamdDaemon daemon(scratch, "a", database);
    std::vector<EngineChoice> choices{parse_engine_choice(daemon.unix_option()).value(),
                                      parse_engine_choice("clamav:database=" + database).value()};
    EXPECT_FALSE(open_engines(choices));
}

}  // namespace
}  // namespace mme
