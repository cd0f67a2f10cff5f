// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/columns.h"

#include <gtest/gtest.h>

#include "tests/unit/exchange/scanned_subject.h"

namespace mme {
namespace {

TEST(Columns, ReadsTheWordingsOfVendors_R2b) {
    const Columns in_order{0, 1, 2, 3, 4};
    for (const Row& header :
         {Row{"Anti-virus engine title", "engine version", "virus library version", "scan time",
              "scan result"},
          Row{"ANTIVIRUS SOFTWARE", "Antivirus Software Version", "Virus Database", "Date of scan", "Result"},
          Row{"Engine", "Engine version", "Signature version", "Scan Date", "Verdict"},
          Row{"AV scanner", "Version of AV scanner", "Virus definitions version", "Scanning time (UTC)",
              "Scan results"}}) {
        const auto columns = find_columns(header);
        ASSERT_TRUE(columns) << columns.error().text();
        EXPECT_EQ(*columns, in_order);
    }
}

TEST(Columns, ReadsItsOwnTableAndSkipsWhatIsTooMuch) {
    const auto subject = scanned_subject();
    const auto columns = find_columns(scan_table(std::span(&subject, 1)).header);
    ASSERT_TRUE(columns) << columns.error().text();
    EXPECT_EQ(*columns, (Columns{3, 4, 5, 6, 7}));
}

TEST(Columns, NamesWhatIsMissing) {
    const auto columns = find_columns({"Engine", "Engine version", "Database date", "Scan time", "Result"});
    ASSERT_FALSE(columns);
    EXPECT_EQ(columns.error().text(), "no column is the virus library version");
}

TEST(Columns, NamesBothThatMayBeOne) {
    const auto columns =
        find_columns({"Engine", "Scanner", "Engine version", "Database", "Scan time", "Result"});
    ASSERT_FALSE(columns);
    EXPECT_EQ(columns.error().text(),
              "two columns may be the anti-virus engine title: 'Engine' and 'Scanner'");
}

}  // namespace
}  // namespace mme
