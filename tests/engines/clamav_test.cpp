// SPDX-License-Identifier: LGPL-2.1-or-later
// libclamav in its worker process: the limits that it keeps silent about, and its database.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/engines/scratch.h"
#include "tools/mmemanifest/engine/clamav_database.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {
namespace {

std::string hexadecimal_of(const std::string& text) {
    std::string result;
    for (const char c : text) result += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return result;
}

TEST(ClamavLimits, ReachTheEndOfATextThatIsNormalised) {
    // The signature is for normalised text (target 7), which is in lower case; the library's own limit for
    // that is 20 MiB.
    set_worker_program(MME_SCAN_WORKER);
    const Scratch scratch;
    scratch.write("db/text.ndb", "MME.Text:7:*:" + hexadecimal_of("mmenormalisedpattern") + "\n");
    const auto engine = engine_named("clamav:database=" + scratch.path("db"));
    std::string text;
    while (text.size() < std::size_t{24} << 20U) text += "some words of text\n";
    EXPECT_EQ(scan_file(*engine, text).result, ScanResult::clean);
    EXPECT_EQ(scan_file(*engine, text + "MMENORMALISEDPATTERN\n").result, ScanResult::infected);
    EXPECT_NE(engine->facts().settings.find("max-normalize-bytes=2000000000"), std::string::npos);
}

TEST(ClamavLimits, ReachTheEndOfAPageWhoseTagsAreTakenOut) {
    // Target 3: the page in lower case, and then with spaces for its tags; the library's own limits for the
    // two are 40 MiB and 8 MiB.
    set_worker_program(MME_SCAN_WORKER);
    const Scratch scratch;
    scratch.write("db/page.ndb", "MME.Page:3:*:" + hexadecimal_of("mmepage without tags") + "\n");
    const auto engine = engine_named("clamav:database=" + scratch.path("db"));
    const std::string end = "<p>MMEPAGE<b>WITHOUT</b>TAGS</p></body></html>\n";
    std::string page = "<html><body>\n";
    EXPECT_EQ(scan_file(*engine, page + "<p>MMEPAGE</p></body></html>\n").result, ScanResult::clean);
    while (page.size() < std::size_t{41} << 20U) page += "<p>some words of a page</p>\n";
    EXPECT_EQ(scan_file(*engine, page + end).result, ScanResult::infected);
}

TEST(ClamavLimits, AreStated) {
    set_worker_program(MME_SCAN_WORKER);
    const Scratch scratch;
    const auto engine = engine_named("clamav:database=" + make_clamav_database(scratch, "db", 27810));
    const std::string& settings = engine->facts().settings;
    for (const char* limit :
         {"max-file-bytes", "max-scan-bytes", "max-recursion", "max-scan-seconds", "max-files",
          "max-normalize-bytes", "max-embedded-pe-bytes", "max-partitions", "max-icons-pe", "max-rec-hwp3",
          "pcre-match-limit", "pcre-recursion-limit", "pcre-max-file-bytes", "bytecode-milliseconds"})
        EXPECT_NE(settings.find(limit + std::string("=")), std::string::npos) << limit;
}

TEST(ClamavDatabase, IsAnotherIfOnlyItsContentIs) {
    set_worker_program(MME_SCAN_WORKER);
    const Scratch scratch;
    const auto one = read_clamav_database(make_clamav_database(scratch, "one", 27810, "pattern one"));
    const auto same = read_clamav_database(scratch.path("one"));
    const auto other = read_clamav_database(make_clamav_database(scratch, "two", 27810, "pattern two"));
    ASSERT_TRUE(one && same && other);
    EXPECT_EQ(one->version, other->version);
    EXPECT_EQ(one->content, same->content);
    EXPECT_NE(one->content, other->content);
    const auto first = engine_named("clamav:database=" + scratch.path("one"))->beyond_facts();
    const auto second = engine_named("clamav:database=" + scratch.path("two"))->beyond_facts();
    ASSERT_TRUE(first && second);
    EXPECT_NE(first, second);
}

}  // namespace
}  // namespace mme
