// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/engine.h"

#include <gtest/gtest.h>

#include "tools/mmemanifest/engine/clamav_detection.h"

namespace mme {
namespace {

const EngineFacts whole_facts{"Engine", "1.0", "27", Timestamp(std::chrono::seconds(1)), ""};

TEST(EngineFacts, AreAcceptedWhole) {
    EXPECT_TRUE(check_facts(whole_facts));
}

TEST(EngineFacts, RefuseABlankOrMissingFact) {
    for (const auto field : {&EngineFacts::title, &EngineFacts::version, &EngineFacts::database_version})
        for (const char* value : {"", " \t"}) {
            EngineFacts facts = whole_facts;
            facts.*field = value;
            EXPECT_FALSE(check_facts(facts));
        }
    EngineFacts undated = whole_facts;
    undated.database_date = {};
    EXPECT_FALSE(check_facts(undated));
}

TEST(EngineFacts, RefuseATextThatAManifestCannotCarry) {
    EngineFacts facts = whole_facts;
    facts.database_version = std::string(1025, '1');
    EXPECT_FALSE(check_facts(facts));
}

TEST(EngineText, LosesControlAndForeignBytes) {
    EXPECT_EQ(reportable("Win.Test"), "Win.Test");
    EXPECT_EQ(reportable("a\nb\x1b\xff"), "a\\x0ab\\x1b\\xff");
    EXPECT_EQ(reportable(""), "unnamed");
    EXPECT_LE(reportable(std::string(100000, '\n')).size(), 1024U);
}

TEST(ClamavDetection, OfALimitOrAnEncryptedFileIsNotScanned) {
    EXPECT_EQ(clamav_detection("Heuristics.Limits.Exceeded.MaxFileSize").state, FileState::not_scanned);
    EXPECT_EQ(clamav_detection("Heuristics.Encrypted.Zip").state, FileState::not_scanned);
    EXPECT_EQ(clamav_detection("Heuristics.Phishing.Email").state, FileState::infected);
    EXPECT_EQ(clamav_detection("").state, FileState::infected);
}

}  // namespace
}  // namespace mme
