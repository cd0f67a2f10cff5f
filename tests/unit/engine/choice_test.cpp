// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/choice.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

using namespace std::chrono_literals;

EngineChoice choice_of(const std::string& text) {
    auto choice = parse_engine_choice(text);
    EXPECT_TRUE(choice) << text;
    return choice ? *choice : EngineChoice{};
}

TEST(EngineChoice, NamesADatabaseDirectoryOrTheUsualOne) {
    EXPECT_EQ(choice_of("clamav").source, "/var/lib/clamav");
    EXPECT_EQ(choice_of("clamav:database=/a,b,timeout=2").source, "/a,b,timeout=2");
    EXPECT_EQ(choice_of("yara:rules=/r.yar").source, "/r.yar");
}

TEST(EngineChoice, NamesASocket) {
    const auto choice = choice_of("clamd:unix=/run/a,b.sock,timeout=2,connections=8,zone=+09:00");
    EXPECT_EQ(choice.addresses, (std::vector<Address>{{"/run/a,b.sock", "", ""}}));
    EXPECT_EQ(choice.timeout, 2s);
    EXPECT_EQ(choice.connections, 8U);
    EXPECT_EQ(choice.zone, Zone(540min));
}

TEST(EngineChoice, NamesAPoolOfAddresses) {
    const auto choice = choice_of("clamd:tcp=scan1:3311,scan2,[::1]:99,timeout=600");
    EXPECT_EQ(choice.addresses,
              (std::vector<Address>{{"", "scan1", "3311"}, {"", "scan2", "3310"}, {"", "::1", "99"}}));
    EXPECT_EQ(choice.addresses[2].shown(), "[::1]:99");
}

TEST(EngineChoice, RefusesWhatItDoesNotKnow) {
    for (const char* text : {"",
                             "clam",
                             "clamav:",
                             "clamav:database=",
                             "yara",
                             "yara:rules=",
                             "clamd",
                             "clamd:",
                             "clamd:unix=",
                             "clamd:unix=/s,timeout=",
                             "clamd:unix=/s,timeout=0",
                             "clamd:unix=/s,timeout=86401",
                             "clamd:unix=/s,timeout=2x",
                             "clamd:unix=/s,timeout=2,timeout=3",
                             "clamd:unix=/s,connections=65",
                             "clamd:unix=/s,zone=mars",
                             "clamd:tcp=",
                             "clamd:tcp=a:0",
                             "clamd:tcp=a:65536",
                             "clamd:tcp=:1",
                             "clamd:tcp=a:1,",
                             "clamd:tcp=::1:3310",
                             "clamd:tcp=[::1",
                             "clamd:tcp=[::1]x",
                             "clamd:tcp=a:1,timeout=2,b:2"})
        EXPECT_FALSE(parse_engine_choice(text)) << text;
}

}  // namespace
}  // namespace mme
