// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/lint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "manifest/reader.h"
#include "tests/unit/manifest/vectors.h"

namespace mme {
namespace {

Manifest clean() {
    return parse_manifest(good("two-engines")).value();
}

bool has(const std::vector<LintRemark>& remarks, Code code) {
    return std::any_of(remarks.begin(), remarks.end(), [code](const auto& one) { return one.code == code; });
}

TEST(Lint, HasNothingToSayAboutACleanReport) {
    EXPECT_TRUE(lint(clean()).empty());
}

TEST(Lint, NamesAResultThatIsNotClean_R2b) {
    EXPECT_TRUE(has(lint(parse_manifest(good("infected")).value()), Code::scan_infected));
    EXPECT_TRUE(has(lint(parse_manifest(good("inconclusive")).value()), Code::scan_inconclusive));
}

TEST(Lint, NamesCountsThatContradictClean) {
    Manifest manifest = clean();
    manifest.scans[0].bytes_scanned -= 1;
    EXPECT_TRUE(has(lint(manifest), Code::scan_inconclusive));
}

TEST(Lint, NamesDetectionsAndSkippedFilesBesideClean) {
    Manifest manifest = clean();
    manifest.scans[0].detections = {{"/x", "Eicar-Test"}};
    manifest.scans[1].skipped = {{"/y", "encrypted"}};
    EXPECT_TRUE(has(lint(manifest), Code::scan_infected));
    EXPECT_TRUE(has(lint(manifest), Code::scan_inconclusive));
}

TEST(Lint, NamesTimesOutOfOrder) {
    for (const int field : {0, 1, 2}) {
        Manifest manifest = clean();
        Scan& scan = manifest.scans[0];
        if (field == 0) scan.database_date = scan.started + std::chrono::seconds{1};
        if (field == 1) scan.started = scan.finished + std::chrono::seconds{1};
        if (field == 2) manifest.created = scan.finished - std::chrono::seconds{1};
        EXPECT_TRUE(has(lint(manifest), Code::scan_time_invalid)) << field;
    }
}

TEST(Lint, NamesAnEngineThatReportsTwice) {
    Manifest manifest = clean();
    manifest.scans[1].engine = manifest.scans[0].engine;
    EXPECT_TRUE(has(lint(manifest), Code::scan_too_few_engines));
}

}  // namespace
}  // namespace mme
