// SPDX-License-Identifier: LGPL-2.1-or-later
// A real c-icap with its virus_scan module over a real clamd, and services that break the rules.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/engines/clamd_daemon.h"
#include "tests/engines/scripted_peer.h"
#include "tests/unit/engine/spooled.h"
#include "tools/mmemanifest/engine/choice.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

constexpr std::size_t icap_mebibyte = std::size_t{1} << 20U;

constexpr const char* c_icap_configuration =
    "PidFile {0}/c-icap.pid\nCommandsSocket {0}/c-icap.ctl\nPort 127.0.0.1:{1}\nTmpDir {0}\n"
    "StartServers 1\nMaxServers 2\nServerLog {0}/server.log\nAccessLog {0}/access.log\nDebugLevel 1\n"
    "ModulesDir /usr/lib/x86_64-linux-gnu/c_icap\nServicesDir /usr/lib/x86_64-linux-gnu/c_icap\n"
    "LoadMagicFile /etc/c-icap/c-icap.magic\nModule common clamd_mod.so\nclamd_mod.ClamdSocket {2}\n"
    "Service antivirus_module virus_scan.so\nServiceAlias avscan "
    "virus_scan?allow204=on&sizelimit={3}&mode=simple\n"
    "virus_scan.ScanFileTypes {4}\nvirus_scan.StartSendPercentDataAfter 1G\nvirus_scan.MaxObjectSize {5}\n"
    "virus_scan.DefaultEngine clamd\n";

struct Service {
    std::string size_limit = "off";
    std::string types = "TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE";
    std::string largest = "100M";
};

class CIcap {
  public:
    CIcap(const Scratch& scratch, const ClamdDaemon& clamd, const Service& service)
        : port_(free_port()),
          daemon_({"/usr/bin/c-icap", "-N", "-D", "-f",
                   scratch.write("c-icap.conf",
                                 fmt::format(c_icap_configuration, scratch.path(), port_, clamd.socket(),
                                             service.size_limit, service.types, service.largest))},
                  scratch.path("c-icap.log"), [this] { return listens_at(port_); }) {}

    [[nodiscard]] std::string option(const ClamdDaemon& clamd) const {
        return fmt::format("icap:icap://127.0.0.1:{}/avscan,version-from={}", port_, clamd.unix_option());
    }

  private:
    int port_;
    Daemon daemon_;
};

class Icap : public testing::Test {
  protected:
    Scan scan(const Service& service, const std::string& content) const {
        const CIcap icap(scratch, clamd, service);
        return scan_file(*engine_named(icap.option(clamd)), content);
    }
    static std::string reason(const Scan& scan) { return scan.skipped.empty() ? "" : scan.skipped[0].reason; }

    Scratch scratch;
    ClamdDaemon clamd{scratch, "clamd", make_clamav_database(scratch, "db", 27810)};
};

TEST_F(Icap, FindsTheOneInfectedFileAndStatesClamdsDatabase) {
    const CIcap icap(scratch, clamd, {});
    const auto engine = engine_named(icap.option(clamd));
    EXPECT_EQ(engine->facts().title, "ClamAV");
    EXPECT_EQ(engine->facts().database_version, "27810");
    Lane lane(*engine);
    for (int i = 0; i < 30; ++i)
        lane.offer(spooled("/opt/mme/" + std::to_string(i),
                           i == 7 ? eicar_pattern() : std::string(static_cast<std::size_t>(i) * 100, 'x')));
    const auto scan = lane.finish();
    EXPECT_EQ(scan.files_scanned, 30U) << reason(scan);
    ASSERT_EQ(scan.detections.size(), 1U);
    EXPECT_EQ(scan.detections[0], (Detection{"/opt/mme/7", "MME.Test.EICAR.UNOFFICIAL"}));
}

TEST_F(Icap, FindsThePatternInTheLastBytesOfALargeFile) {
    EXPECT_EQ(scan({}, std::string(3 * icap_mebibyte, 'x') + eicar_pattern()).result, ScanResult::infected);
}

TEST_F(Icap, DoesNotTakeAFileOverTheServicesLimitForClean) {
    const std::string content(2 * icap_mebibyte, 'x');
    EXPECT_EQ(scan({.size_limit = "off"}, content).result, ScanResult::clean);
    const auto limited = scan({.size_limit = "on", .largest = "1M"}, content);
    EXPECT_EQ(limited.result, ScanResult::inconclusive) << reason(limited);
}

TEST_F(Icap, DoesNotTakeATypeThatTheServicePassesUnreadForClean) {
    const auto passed = scan({.types = "EXECUTABLE TEXT ARCHIVE"}, "GIF89a" + std::string(5000, 'x'));
    EXPECT_EQ(passed.result, ScanResult::inconclusive);
    EXPECT_NE(reason(passed).find("bytes when it answered"), std::string::npos) << reason(passed);
}

TEST_F(Icap, IsInconclusiveWhenTheServiceIsGone) {
    auto icap = std::make_unique<CIcap>(scratch, clamd, Service{});
    const auto engine = engine_named(icap->option(clamd) + ",timeout=5");
    icap.reset();
    EXPECT_EQ(scan_file(*engine, "x").result, ScanResult::inconclusive);
}

TEST_F(Icap, IsInconclusiveWhenTheDatabaseIsReloadedInTheMiddle) {
    const CIcap icap(scratch, clamd, {});
    const auto engine = engine_named(icap.option(clamd));
    Lane lane(*engine);
    lane.offer(spooled("/opt/mme/before", "x"));
    make_clamav_database(scratch, "db", 27811);
    clamd.reload("27811");
    const auto scan = lane.finish();
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_EQ(reason(scan), "database changed from 27810 to 27811 during the scan");
}

TEST(IcapChoice, NeedsAnEngineThatStatesTheVersion) {
    EXPECT_FALSE(parse_engine_choice("icap:icap://127.0.0.1/avscan"));
    EXPECT_FALSE(
        parse_engine_choice("icap:icap://127.0.0.1/avscan,version-from=icap:icap://h/s,version-from=clamav"));
    EXPECT_TRUE(parse_engine_choice("icap:icap://127.0.0.1/avscan,version-from=clamd:tcp=a:1,b:2,timeout=3"));
}

const std::string options_answer =
    "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nAllow: 204\r\nISTag: \"one\"\r\nPreview: 1024\r\n\r\n";

// Answers like a scanner, until a file without the EICAR pattern comes: then `fault` has the line after
// the preview.
ScriptedPeer::Script service_with(const std::function<void(ScriptedPeer::Line&)>& fault) {
    return [fault](ScriptedPeer::Line& line) {
        const auto request = line.read_until("\r\n\r\n");
        if (request.starts_with("OPTIONS")) return line.write(options_answer);
        line.read_until("\r\n\r\n");
        line.read_until("\r\n\r\n");
        const auto preview = line.read_until("\r\n\r\n");
        const bool probe = preview.find(eicar_pattern().substr(0, 60)) != std::string::npos ||
                           preview.find("ustar") != std::string::npos;
        if (!probe) return fault(line);
        line.write("ICAP/1.0 200 OK\r\nISTag: \"one\"\r\nX-Infection-Found: Threat=Eicar;\r\n\r\n");
        line.wait_for_end();
    };
}

struct IcapFault {
    std::string name;
    std::string reason;
    std::function<void(ScriptedPeer::Line&)> happen;
};

std::ostream& operator<<(std::ostream& out, const IcapFault& fault) {
    return out << fault.name;
}

class ServiceThatMisbehaves : public testing::TestWithParam<IcapFault> {};

const IcapFault icap_faults[] = {
    {"Hangs", "time-out", [](auto& line) { line.wait_for_end(); }},
    {"HangsUp", "connection closed", [](auto&) {}},
    {"PrintsGarbage", "wanted ICAP/1.0", [](auto& line) { line.write("\x01\xff\r\n\r\n"); }},
    {"AnswersWithoutEnd", "longer than", [](auto& line) { line.write(std::string(1000000, 'x')); }},
    {"LetsPassWithoutSeeingAll", "bytes when it answered",
     [](auto& line) { line.write("ICAP/1.0 204 No Content\r\nISTag: \"one\"\r\n\r\n"); }},
    {"GivesTheFileBack", "status 200",
     [](auto& line) {
         line.write("ICAP/1.0 100 Continue\r\nISTag: \"one\"\r\n\r\n");
         line.read_until("0\r\n\r\n");
         line.write(
             "ICAP/1.0 200 OK\r\nISTag: \"one\"\r\nEncapsulated: res-hdr=0, res-body=20\r\n\r\nHTTP/1.1 200 "
             "OK\r\n\r\n");
     }},
    {"HasAnotherDatabaseThen", "ISTag",
     [](auto& line) {
         line.write("ICAP/1.0 100 Continue\r\nISTag: \"one\"\r\n\r\n");
         line.read_until("0\r\n\r\n");
         line.write("ICAP/1.0 204 No Content\r\nISTag: \"two\"\r\n\r\n");
     }},
};

TEST_P(ServiceThatMisbehaves, IsInconclusiveAndNamed) {
    const Scratch scratch;
    const ClamdDaemon clamd(scratch, "clamd", make_clamav_database(scratch, "db", 27810));
    const ScriptedPeer peer(service_with(GetParam().happen));
    const auto engine = engine_named("icap:icap://" + peer.address() +
                                     "/s,version-from=" + clamd.unix_option() + ",timeout=2");
    const auto scan = scan_file(*engine, "a clean file");
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    ASSERT_FALSE(scan.skipped.empty());
    EXPECT_NE(scan.skipped[0].reason.find(GetParam().reason), std::string::npos) << scan.skipped[0].reason;
}

INSTANTIATE_TEST_SUITE_P(Faults, ServiceThatMisbehaves, testing::ValuesIn(icap_faults),
                         [](const auto& one) { return one.param.name; });

// Takes no preview, and lets files of x pass before it has read their last 512 KiB.
void answer_before_the_end(ScriptedPeer::Line& line) {
    if (line.read_until("\r\n\r\n").starts_with("OPTIONS"))
        return line.write("ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nAllow: 204\r\nISTag: \"one\"\r\n\r\n");
    line.read_until("\r\n\r\n");
    line.read_until("\r\n\r\n");
    line.read_until("\r\n");
    if (line.read_bytes(1) != "x") {
        line.read_until("0\r\n\r\n");
        return line.write("ICAP/1.0 200 OK\r\nISTag: \"one\"\r\nX-Infection-Found: Threat=Eicar;\r\n\r\n");
    }
    line.read_bytes(15 * icap_mebibyte / 2);
    line.write("ICAP/1.0 204 No Content\r\nISTag: \"one\"\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    line.wait_for_end();
}

TEST(ServiceThatAnswersBeforeTheLastBytesAreRead, IsNotClean) {
    const Scratch scratch;
    const ClamdDaemon clamd(scratch, "clamd", make_clamav_database(scratch, "db", 27810));
    const ScriptedPeer peer(answer_before_the_end, 1 << 16);
    const auto engine = engine_named("icap:icap://" + peer.address() +
                                     "/s,version-from=" + clamd.unix_option() + ",timeout=5");
    const auto scan = scan_file(*engine, std::string(8 * icap_mebibyte, 'x'));
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    ASSERT_FALSE(scan.skipped.empty());
    EXPECT_NE(scan.skipped[0].reason.find("bytes when it answered"), std::string::npos)
        << scan.skipped[0].reason;
}

}  // namespace
}  // namespace mme
