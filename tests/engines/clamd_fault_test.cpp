// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "tests/engines/scratch.h"
#include "tests/engines/scripted_peer.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

const std::string nul(1, '\0');
const std::string stated_version = "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026";

std::string read_stream(ScriptedPeer::Line& line) {
    std::string content;
    for (;;) {
        const auto length = line.read_bytes(4);
        std::size_t count = 0;
        for (const char c : length) count = count << 8U | static_cast<unsigned char>(c);
        if (length.size() < 4 || count == 0) return content;
        content += line.read_bytes(count);
    }
}

/// Answers like clamd, until it is asked about a file without the EICAR pattern: then `fault` has the
/// line and the number of the request.
ScriptedPeer::Script clamd_with(
    const std::function<void(ScriptedPeer::Line&, const std::string& number)>& fault) {
    return [fault](ScriptedPeer::Line& line) {
        for (int number = 0;;) {
            const auto command = line.read_until(nul);
            const auto prefix = std::to_string(number) + ": ";
            if (command == "zVERSION")
                line.write(prefix + stated_version + nul);
            else if (command == "zINSTREAM" && read_stream(line).find(eicar_pattern()) != std::string::npos)
                line.write(prefix + "stream: Eicar FOUND" + nul);
            else if (command == "zINSTREAM")
                return fault(line, prefix);
            else if (command != "zIDSESSION")
                return;
            ++number;
        }
    };
}

struct ClamdFault {
    std::string name;
    std::string reason;
    std::function<void(ScriptedPeer::Line&, const std::string& prefix)> happen;
};

std::ostream& operator<<(std::ostream& out, const ClamdFault& fault) {
    return out << fault.name;
}

class ClamdThatMisbehaves : public testing::TestWithParam<ClamdFault> {};

TEST_P(ClamdThatMisbehaves, IsInconclusiveAndNamed) {
    const ScriptedPeer peer(clamd_with(GetParam().happen));
    const auto engine = engine_named("clamd:tcp=" + peer.address() + ",timeout=1");
    const auto scan = scan_file(*engine, "a clean file");
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_EQ(scan.files_scanned, 0U);
    bool named = false;
    for (const auto& skipped : scan.skipped)
        named |= skipped.reason.find(GetParam().reason) != std::string::npos;
    EXPECT_TRUE(named) << (scan.skipped.empty() ? "nothing was said" : scan.skipped.back().reason);
}

const ClamdFault clamd_faults[] = {
    {"Hangs", "time-out", [](auto& line, auto&) { line.wait_for_end(); }},
    {"HangsUp", "connection closed", [](auto&, auto&) {}},
    {"PrintsGarbage", "wanted the answer to request 2",
     [](auto& line, auto&) { line.write("\x01\xff?\n" + nul); }},
    {"AnswersWithoutEnd", "longer than 4096 bytes",
     [](auto& line, auto&) { line.write(std::string(100000, 'x')); }},
    {"AnswersAnotherRequest", "wanted the answer to request 2",
     [](auto& line, auto&) { line.write("9: stream: OK" + nul); }},
    {"AnswersHalf", "connection closed", [](auto& line, auto& prefix) { line.write(prefix + "stream: O"); }},
    {"AnswersNothing", "wanted OK, FOUND or ERROR",
     [](auto& line, auto& prefix) { line.write(prefix + nul); }},
    {"SaysError", "Can't allocate memory ERROR",
     [](auto& line, auto& prefix) { line.write(prefix + "stream: Can't allocate memory ERROR" + nul); }},
    {"HasAnotherDatabaseThen", "27811",
     [](auto& line, auto& prefix) {
         line.write(prefix + "stream: OK" + nul);
         line.read_until(nul);
         line.write("4: ClamAV 1.4.6/27811/Tue Nov 24 08:11:22 2026" + nul);
     }},
    {"DoesNotStateItsVersionThen", "connection closed",
     [](auto& line, auto& prefix) {
         line.write(prefix + "stream: OK" + nul);
         line.read_until(nul);  // a connection closed over what was not read is reset
     }},
};

INSTANTIATE_TEST_SUITE_P(Faults, ClamdThatMisbehaves, testing::ValuesIn(clamd_faults),
                         [](const auto& one) { return one.param.name; });

TEST(ClamdThatAnswersEarly, IsNotClean) {
    // A daemon that says OK before it has the whole file has not scanned it.
    const ScriptedPeer peer([](ScriptedPeer::Line& line) {
        line.read_until(nul);
        for (int number = 1;; ++number) {
            const auto command = line.read_until(nul);
            if (command == "zVERSION") {
                line.write(std::to_string(number) + ": " + stated_version + nul);
                continue;
            }
            if (command != "zINSTREAM") return;
            const std::string length = line.read_bytes(4);
            const bool small = length.substr(0, 2) == std::string(2, '\0');
            const bool eicar = small || line.read_bytes(1000).find(eicar_pattern()) != std::string::npos;
            line.write(std::to_string(number) + (eicar ? ": stream: Eicar FOUND" : ": stream: OK") + nul);
            line.wait_for_end();
        }
    });
    const auto engine = engine_named("clamd:tcp=" + peer.address() + ",timeout=2");
    const auto scan = scan_file(*engine, std::string(std::size_t{64} << 20U, 'x'));
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    EXPECT_NE(scan.skipped.at(0).reason.find("before it had the whole file"), std::string::npos)
        << scan.skipped[0].reason;
}

}  // namespace
}  // namespace mme
