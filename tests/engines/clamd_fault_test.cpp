// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <thread>

#include "tests/engines/scratch.h"
#include "tests/engines/scripted_peer.h"
#include "tools/mmemanifest/engine/choice.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

constexpr std::size_t mib = std::size_t{1} << 20U;
const std::string nul(1, '\0');
const std::string stated_version = "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026";

// The content up to its end, or to the first chunk after which it has `most` bytes.
std::string read_stream(ScriptedPeer::Line& line, std::size_t most = SIZE_MAX) {
    std::string content;
    while (content.size() < most) {
        const auto length = line.read_bytes(4);
        std::size_t count = 0;
        for (const char c : length) count = count << 8U | static_cast<unsigned char>(c);
        if (length.size() < 4 || count == 0) return content;
        content += line.read_bytes(count);
    }
    return content;
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
    {"HasAnotherDatabaseThen", "has 1.4.6/27811 of",
     [](auto& line, auto& prefix) {
         line.write(prefix + "stream: OK" + nul);
         line.read_until(nul);
         line.write("3: ClamAV 1.4.6/27811/Tue Nov 24 08:11:22 2026" + nul);
     }},
    {"IsToldToKeepItsVersionThen", "set EnableVersionCommand yes in its clamd.conf",
     [](auto& line, auto& prefix) {
         line.write(prefix + "stream: OK" + nul);
         line.read_until(nul);
         line.write("3: COMMAND UNAVAILABLE" + nul);
     }},
    {"DoesNotStateItsVersionThen", "connection closed",
     [](auto& line, auto& prefix) {
         line.write(prefix + "stream: OK" + nul);
         line.read_until(nul);  // a connection closed over what was not read is reset
     }},
};

INSTANTIATE_TEST_SUITE_P(Faults, ClamdThatMisbehaves, testing::ValuesIn(clamd_faults),
                         [](const auto& one) { return one.param.name; });

// ClamAV 1.5 with EnableVersionCommand no answers so and closes.
TEST(ClamdThatKeepsItsVersion, IsRefusedAndWhatToDoIsSaid_R29) {
    for (const char* words : {"COMMAND UNAVAILABLE", "UNKNOWN COMMAND"}) {
        const ScriptedPeer peer([words](ScriptedPeer::Line& line) {
            line.read_until(nul);
            line.read_until(nul);
            line.write(std::string("1: ") + words + nul);
        });
        const auto choice = parse_engine_choice("clamd:tcp=" + peer.address());
        const auto engine = open_engine(choice.value());
        ASSERT_FALSE(engine);
        EXPECT_NE(engine.error().text().find(std::string("'") + words + "'"), std::string::npos);
        EXPECT_NE(engine.error().text().find("set EnableVersionCommand yes in its clamd.conf"),
                  std::string::npos);
    }
}

// Says OK to files of x when it has read `most` bytes of them; the rest lies in buffers on the way.
ScriptedPeer::Script clamd_that_answers_after(std::size_t most) {
    return [most](ScriptedPeer::Line& line) {
        line.read_until(nul);
        for (int number = 1;; ++number) {
            const auto command = line.read_until(nul);
            const std::string prefix = std::to_string(number) + ": ";
            if (command == "zVERSION") {
                line.write(prefix + stated_version + nul);
                continue;
            }
            if (command != "zINSTREAM") return;
            auto content = read_stream(line, 1);
            const bool early = content[0] == 'x';
            content += read_stream(line, early ? most : SIZE_MAX);
            const bool eicar = content.find(eicar_pattern()) != std::string::npos;
            line.write(prefix + (eicar ? "stream: Eicar FOUND" : "stream: OK") + nul);
            if (early) std::this_thread::sleep_for(std::chrono::milliseconds(300));
            if (early) read_stream(line);
        }
    };
}

TEST(ClamdThatAnswersBeforeTheLastBytesAreRead, IsNotClean) {
    for (const std::size_t most : {std::size_t{1}, 15 * mib / 2}) {
        const ScriptedPeer peer(clamd_that_answers_after(most), 1 << 16);
        const auto engine = engine_named("clamd:tcp=" + peer.address() + ",timeout=5");
        const auto scan = scan_file(*engine, std::string(8 * mib, 'x'));
        EXPECT_EQ(scan.result, ScanResult::inconclusive) << most;
        ASSERT_FALSE(scan.skipped.empty()) << most;
        EXPECT_NE(scan.skipped[0].reason.find("before it had the whole file"), std::string::npos)
            << scan.skipped[0].reason;
    }
}

// Finds the pattern in what `seen` leaves of each file.
ScriptedPeer::Script clamd_that_sees(const std::function<std::string(const std::string&)>& seen) {
    return [seen](ScriptedPeer::Line& line) {
        line.read_until(nul);
        for (int number = 1;; ++number) {
            const auto command = line.read_until(nul);
            const std::string prefix = std::to_string(number) + ": ";
            if (command == "zVERSION") {
                line.write(prefix + stated_version + nul);
                continue;
            }
            if (command != "zINSTREAM") return;
            const bool eicar = seen(read_stream(line)).find(eicar_pattern()) != std::string::npos;
            line.write(prefix + (eicar ? "stream: Eicar FOUND" : "stream: OK") + nul);
        }
    };
}

Scan scan_where_only_is_seen(const std::function<std::string(const std::string&)>& seen) {
    const ScriptedPeer peer(clamd_that_sees(seen));
    const auto engine = engine_named("clamd:tcp=" + peer.address() + ",timeout=5");
    return scan_file(*engine, std::string(3 * mib, 'x'));
}

TEST(ClamdThatReadsPartsOfLargeFiles, IsFoundOut) {
    const auto all = [](const std::string& content) { return content; };
    const auto first = [](const std::string& content) { return content.substr(0, 2 * mib); };
    const auto last = [](const std::string& content) {
        return content.substr(content.size() - std::min(content.size(), 2 * mib));
    };
    const auto small = [](const std::string& content) { return content.size() > mib ? "" : content; };
    EXPECT_EQ(scan_where_only_is_seen(all).result, ScanResult::clean);
    for (const auto& part : {std::function<std::string(const std::string&)>(first), {last}, {small}}) {
        const auto scan = scan_where_only_is_seen(part);
        ASSERT_EQ(scan.result, ScanResult::inconclusive);
        EXPECT_NE(scan.skipped.at(0).reason.find("file of this size"), std::string::npos);
    }
}

}  // namespace
}  // namespace mme
