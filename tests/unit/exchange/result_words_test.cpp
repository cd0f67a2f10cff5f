// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/result_words.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

TEST(ResultWords, CleanIsWhatIsListed) {
    for (const char* cell :
         {"clean", "OK", "Pass", "PASSED.", "No virus found", "no viruses detected", "Virus-free",
          "0 threats", "No threats found!", "0 infected files", "Not infected", "no malware"})
        EXPECT_EQ(read_result(cell), (ReadResult{ScanResult::clean, true})) << cell;
}

TEST(ResultWords, InfectedIsWhatIsListed) {
    for (const char* cell : {"infected", "Malicious", "virus found", "Threats detected", "3 threats",
                             "10 viruses found", "1 infected file"})
        EXPECT_EQ(read_result(cell), (ReadResult{ScanResult::infected, true})) << cell;
}

TEST(ResultWords, InconclusiveIsSaidByName) {
    for (const char* cell : {"inconclusive", "Not scanned", "error", "Time-out", "unknown"})
        EXPECT_EQ(read_result(cell), (ReadResult{ScanResult::inconclusive, true})) << cell;
}

TEST(ResultWords, WhateverElseIsUnknownAndInconclusive_R29) {
    for (const char* cell :
         {"", "OK?", "clean (partial)", "not clean", "not OK", "0", "no", "none", "1.0 threats",
          "0 of 3 threats removed", "no virus found in 3 of 5 files", "OK, mostly", "-", "failed",
          "\xE2\x89\xA0 clean", "clean; 1 skipped", "uninfected"})
        EXPECT_EQ(read_result(cell), (ReadResult{ScanResult::inconclusive, false})) << cell;
}

}  // namespace
}  // namespace mme
