// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/path_text.h"

#include <gtest/gtest.h>

#include <set>

namespace mme {
namespace {

TEST(PathText, KeepsWhatAReaderCanSee) {
    EXPECT_EQ(path_text("/opt/mme/ä 漢/\xF0\x9F\x93\xA6!"), "/opt/mme/ä 漢/\xF0\x9F\x93\xA6!");
}

TEST(PathText, EscapesControlCharactersAndBackslashes_R29) {
    EXPECT_EQ(path_text("a\nb\x1B[2J\x7F\\x0A"), "a\\x0Ab\\x1B[2J\\x7F\\\\x0A");
    EXPECT_EQ(path_text("\xC2\x85|\xE2\x80\xAE"), "\\xC2\\x85|\\xE2\\x80\\xAE");
}

TEST(PathText, EscapesBytesThatAreNoUtf8_R29) {
    EXPECT_EQ(path_text("\xFF|\xC3|\xE2\x82|\xC0\xAF|\xED\xA0\x80|\xF4\x90\x80\x80"),
              "\\xFF|\\xC3|\\xE2\\x82|\\xC0\\xAF|\\xED\\xA0\\x80|\\xF4\\x90\\x80\\x80");
}

TEST(PathText, KeepsTheSeparatorOfMembersForItself) {
    EXPECT_EQ(path_text("a!/b"), "a\\x21/b");
    EXPECT_EQ(member_path("/x.zip", "a!/b"), "/x.zip!/a\\x21/b");
}

TEST(PathText, NoTwoShortInputsGiveTheSameText) {
    const std::string alphabet{'\\', 'x', '0', 'A', '!', '/', '\n', '\xC3', '\xA4', '~'};
    std::set<std::string> texts;
    std::size_t inputs = 0;
    for (const char a : alphabet)
        for (const char b : alphabet)
            for (const char c : alphabet)
                for (const char d : alphabet) {
                    texts.insert(path_text(std::string{a, b, c, d}));
                    ++inputs;
                }
    EXPECT_EQ(texts.size(), inputs);
}

TEST(PathText, WhatIsPrintableIsSo) {
    EXPECT_TRUE(is_printable(""));
    EXPECT_TRUE(is_printable("a\\b!/ \xC3\xA9"));
    for (const char* text : {"a\n", "\x1b[2J", "\xFF", "\xC3", "\xE2\x80\xAE", "\xC2\x85"})
        EXPECT_FALSE(is_printable(text)) << text;
}

TEST(Shortened, LeavesWhatFits) {
    const std::string path(max_path_bytes, 'p');
    EXPECT_EQ(shortened(path), path);
}

TEST(Shortened, NamesTheWholeByItsDigest_R29) {
    const std::string path(max_path_bytes, 'p');
    const std::string one = shortened(path + "1");
    EXPECT_LE(one.size(), max_path_bytes);
    EXPECT_NE(one, shortened(path + "2"));
    EXPECT_EQ(one.substr(one.size() - 66, 2), "\\~");
}

/// Whatever is cut in two there, the text before the digest is whole characters and whole escapes.
TEST(Shortened, CutsBetweenCharactersAndEscapes) {
    for (const std::string unit : {"ä", "漢", "\n", "\\", "\xFF"}) {
        std::string raw;
        while (raw.size() < 300) raw += unit;
        for (std::size_t most = 128; most < 140; ++most) {
            const std::string text = shortened(path_text(raw), most);
            EXPECT_LE(text.size(), most);
            const std::string kept = text.substr(0, text.size() - 66);
            EXPECT_EQ(kept.size() % path_text(unit).size(), 0U) << text;
        }
    }
}

TEST(Shortened, AShortenedContainerStillNamesItsMembersApart) {
    const std::string container = shortened(std::string(5000, 'c'));
    EXPECT_NE(member_path(container, "a"), member_path(container, "b"));
    EXPECT_LE(member_path(container, "a").size(), max_path_bytes);
}

}  // namespace
}  // namespace mme
