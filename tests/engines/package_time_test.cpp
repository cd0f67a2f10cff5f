// SPDX-License-Identifier: LGPL-2.1-or-later
// Services that take for ever, before a package that has one second.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engines/clamd_daemon.h"
#include "tests/engines/scratch.h"
#include "tests/engines/scripted_peer.h"
#include "tests/unit/engine/spooled.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {
namespace {

using namespace std::chrono_literals;

const std::string end_of_command(1, '\0');

bool has_eicar(const std::string& content) {
    return content.find(eicar_pattern()) != std::string::npos;
}

std::string read_chunks(ScriptedPeer::Line& line) {
    std::string content;
    for (;;) {
        std::size_t count = 0;
        for (const char c : line.read_bytes(4)) count = count << 8U | static_cast<unsigned char>(c);
        if (count == 0) return content;
        content += line.read_bytes(count);
    }
}

/// Finds the pattern, and never answers for a file without it.
void clamd_that_hangs(ScriptedPeer::Line& line) {
    line.read_until(end_of_command);
    for (int number = 1;; ++number) {
        const auto command = line.read_until(end_of_command);
        const std::string prefix = std::to_string(number) + ": ";
        if (command == "zVERSION")
            line.write(prefix + "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026" + end_of_command);
        else if (command == "zINSTREAM" && has_eicar(read_chunks(line)))
            line.write(prefix + "stream: Eicar FOUND" + end_of_command);
        else
            return line.wait_for_end();
    }
}

void service_that_hangs(ScriptedPeer::Line& line) {
    if (line.read_until("\r\n\r\n").starts_with("OPTIONS"))
        return line.write("ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nAllow: 204\r\nISTag: \"one\"\r\n\r\n");
    line.read_until("\r\n\r\n");
    line.read_until("\r\n\r\n");
    // The last byte comes in a chunk of its own.
    if (line.read_until("\r\n0\r\n\r\n").find(eicar_pattern().substr(0, 60)) != std::string::npos)
        line.write("ICAP/1.0 200 OK\r\nISTag: \"one\"\r\nX-Infection-Found: Threat=Eicar;\r\n\r\n");
    line.wait_for_end();
}

void expect_the_files_unscanned_in_time(const Engine& engine) {
    const auto began = PackageTime::Clock::now();
    Lane lane(engine, PackageTime::of(1s));
    lane.offer(spooled("/opt/mme/a", "a"));
    lane.offer(spooled("/opt/mme/b", "b"));
    const Scan scan = lane.finish();
    EXPECT_LT(PackageTime::Clock::now() - began, 10s);
    EXPECT_EQ(scan.result, ScanResult::inconclusive);
    const std::string reason = "the package took more than 1 s (--max-package-seconds)";
    for (const char* path : {"/opt/mme/a", "/opt/mme/b"})
        EXPECT_NE(std::find(scan.skipped.begin(), scan.skipped.end(), Skipped{path, reason}),
                  scan.skipped.end())
            << path;
}

TEST(PackageTime, EndsTheScanOfAClamdThatHangs_R29) {
    const ScriptedPeer peer(clamd_that_hangs);
    expect_the_files_unscanned_in_time(*engine_named("clamd:tcp=" + peer.address() + ",timeout=600"));
}

TEST(PackageTime, EndsTheScanOfAnIcapServiceThatHangs_R29) {
    const Scratch scratch;
    const ClamdDaemon clamd(scratch, "clamd", make_clamav_database(scratch, "db", 27810));
    const ScriptedPeer peer(service_that_hangs);
    expect_the_files_unscanned_in_time(*engine_named(
        "icap:icap://" + peer.address() + "/s,version-from=" + clamd.unix_option() + ",timeout=600"));
}

}  // namespace
}  // namespace mme
