// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/printable.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

TEST(Printable, KeepsWhatAReaderCanSee) {
    const std::string text = "C:\\x y!/ä 漢\xE2\x80\x8D\xF0\x9F\x93\xA6 [2J";
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, EscapesEveryControlCharacter_R28) {
    for (int code = 0; code < 0x100; ++code) {
        const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        const std::string text = code < 0x80 ? std::string(1, static_cast<char>(code))
                                             : std::string{static_cast<char>(0xC0 | code >> 6),
                                                           static_cast<char>(0x80 | (code & 0x3F))};
        EXPECT_EQ(printable(text).starts_with("\\x"), control || code == 0xAD) << code;
    }
    EXPECT_EQ(printable("a\x1B[2Jb\n\x7F"), "a\\x1B[2Jb\\x0A\\x7F");
    EXPECT_EQ(printable("\xC2\x9B"
                        "2J"),
              "\\xC2\\x9B2J");
    EXPECT_EQ(printable("\x9B"), "\\x9B");
}

TEST(Printable, EscapesWhatChangesTheOrderOrTakesNoRoom_R28) {
    for (const char* text :
         {"\xE2\x80\xAE", "\xE2\x80\x8F", "\xE2\x81\xA6", "\xD8\x9C", "\xE2\x80\xA8", "\xEF\xBB\xBF",
          "\xE2\x80\x8B", "\xE2\x81\xA0", "\xC2\xAD", "\xF3\xA0\x81\x81", "\xE3\x85\xA4"})
        EXPECT_TRUE(printable(text).starts_with("\\x")) << text;
}

TEST(Printable, EscapesBytesThatAreNoUtf8_R28) {
    EXPECT_EQ(printable("\xFF|\xC3|\xE2\x82|\xC0\xAF|\xED\xA0\x80"),
              "\\xFF|\\xC3|\\xE2\\x82|\\xC0\\xAF|\\xED\\xA0\\x80");
}

TEST(PrintableStart, LeavesWhatFitsAndSaysHowMuchThereWas_R28) {
    EXPECT_EQ(printable_start(std::string(100, 'x'), 100), std::string(100, 'x'));
    EXPECT_EQ(printable_start(std::string(101, 'x'), 100), std::string(85, 'x') + " ...(101 bytes)");
}

TEST(PrintableStart, CutsBetweenCharactersAndEscapes_R28) {
    for (const std::string unit : {"ä", "漢", "\n", "\xFF"}) {
        std::string text;
        for (int i = 0; i < 300; ++i) text += unit;
        for (std::size_t most = 64; most < 80; ++most) {
            const std::string start = printable_start(text, most);
            EXPECT_LE(start.size(), most);
            EXPECT_EQ(start.find(" ...(") % printable(unit).size(), 0U) << start;
        }
    }
}

TEST(Printable, IsCutForALineBetweenCharacters) {
    EXPECT_EQ(printable_columns("a\xC3\xA9z", 4), "a\xC3\xA9z");
    EXPECT_EQ(printable_columns("a\xC3\xA9z", 2), "a");
    EXPECT_EQ(printable_columns("a\x1B[2J", 4), "a") << "an escape is not cut in two";
    EXPECT_EQ(printable_columns("", 4), "");
}

}  // namespace
}  // namespace mme
