// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/verify_status.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const std::string fingerprint = "B690A85ED7E8CD568C2C01186599B6679F199CFC";
const std::string start = "[GNUPG:] FILE_START 1 /home/0\n";
const std::string done = "[GNUPG:] FILE_DONE\n";

std::string signature(const std::string& verdict = "GOODSIG") {
    return "[GNUPG:] NEWSIG\n[GNUPG:] KEY_CONSIDERED " + fingerprint + " 0\n[GNUPG:] " + verdict +
           " 6599B6679F199CFC A <a@example.org>\n[GNUPG:] VALIDSIG " + fingerprint +
           " 2026-11-24 1795501314 0 4 0 1 10 00 " + fingerprint + "\n";
}

TEST(VerifyStatus, GivesTheSignaturesOfEachFile_R1a) {
    const auto files = parse_verify_status(start + signature() + done + "[GNUPG:] FILE_START 1 /home/1\n" +
                                           signature() + signature() + done);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files.at("/home/1").size(), 2U);
    const RightSignature& one = files.at("/home/0").at(0);
    EXPECT_EQ(one.fingerprint, fingerprint);
    EXPECT_EQ(one.made, 1795501314);
    EXPECT_EQ(one.hash_algorithm, 10);
}

TEST(VerifyStatus, AKeyThatHasExpiredSinceIsNoObjectionOfGpgs_R15) {
    const std::string expired = "[GNUPG:] KEYEXPIRED 1706659200\n";
    EXPECT_EQ(parse_verify_status(start + expired + signature("EXPKEYSIG") + done).size(), 1U);
}

TEST(VerifyStatus, SaysNothingOfAnyOtherVerdict_R1a) {
    for (const char* verdict : {"BADSIG", "ERRSIG", "EXPSIG", "REVKEYSIG", "goodsig", ""})
        EXPECT_TRUE(parse_verify_status(start + signature(verdict) + done).empty()) << verdict;
}

TEST(VerifyStatus, OneSignatureThatIsNotRightSilencesTheFile_R1a) {
    EXPECT_TRUE(
        parse_verify_status(start + signature() + "[GNUPG:] NEWSIG\n[GNUPG:] BADSIG 65 A\n" + done).empty());
    EXPECT_TRUE(parse_verify_status(start + signature() + "[GNUPG:] NEWSIG\n" + done).empty());
    EXPECT_TRUE(parse_verify_status(start + signature() + "[GNUPG:] UNEXPECTED 0\n" + done).empty());
}

TEST(VerifyStatus, AFileWithoutItsEndIsNotSpokenOf_R28) {
    EXPECT_TRUE(parse_verify_status(start + signature()).empty());
    EXPECT_TRUE(parse_verify_status(start + signature() + "[GNUPG:] FILE_START 1 /home/1\n" + done).empty());
    EXPECT_TRUE(parse_verify_status(signature() + done).empty());
    EXPECT_TRUE(parse_verify_status(start + done).empty());
}

TEST(VerifyStatus, OutputThatIsNotAllStatusLinesGivesNothing_R28) {
    EXPECT_TRUE(parse_verify_status("gpg: hello\n" + start + signature() + done).empty());
    EXPECT_TRUE(parse_verify_status("").empty());
}

TEST(VerifyStatus, AMalformedValidsigDoesNotCount_R28) {
    for (const char* arguments :
         {"", "AB 2026-11-24 17955", "AB 2026-11-24 -5 0 4 0 1 10 00 AB",
          "AB 2026-11-24 20261124T120000 0 4 0 1 10 00 AB", "AB x 1 0 4 0 1 ten 00 AB"})
        EXPECT_TRUE(parse_verify_status(start + "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG AB A\n[GNUPG:] VALIDSIG " +
                                        arguments + "\n" + done)
                        .empty())
            << arguments;
}

}  // namespace
}  // namespace mme
