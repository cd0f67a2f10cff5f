// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/message.h"

#include <gtest/gtest.h>

namespace mme::test {
namespace {

Sha256 some_digest() {
    Sha256 digest;
    digest.bytes.fill(0xAB);
    return digest;
}

TEST(Message, ComesApartAsItWasPutTogether) {
    const std::string bytes("a\0b", 3);
    MessageWriter writer('k');
    writer.number(~std::uint64_t{0}).text("").text(bytes).digest(some_digest()).rest(as_bytes("left"));
    MessageReader reader(writer.bytes());
    EXPECT_EQ(reader.kind(), 'k');
    EXPECT_EQ(reader.number(), ~std::uint64_t{0});
    EXPECT_EQ(reader.text(), "");
    EXPECT_EQ(reader.text(), bytes);
    EXPECT_EQ(reader.digest(), some_digest());
    EXPECT_EQ(as_text(reader.rest()), "left");
    EXPECT_TRUE(reader.whole());
}

TEST(Message, CutAnywhereIsNotWhole) {
    MessageWriter writer('k');
    writer.number(7).text("text").digest(some_digest());
    for (std::size_t size = 0; size < writer.bytes().size(); ++size) {
        MessageReader reader(writer.bytes().first(size));
        (void)reader.number();
        (void)reader.text();
        (void)reader.digest();
        EXPECT_FALSE(reader.whole()) << size;
    }
}

TEST(Message, WithMoreThanWasAskedForIsNotWhole) {
    MessageWriter writer('k');
    writer.number(7).number(8);
    MessageReader reader(writer.bytes());
    EXPECT_EQ(reader.number(), 7U);
    EXPECT_FALSE(reader.whole());
}

TEST(Message, TextLongerThanAllowedIsNotRead) {
    MessageWriter writer('k');
    writer.text("12345");
    MessageReader reader(writer.bytes());
    EXPECT_EQ(reader.text(4), "");
    EXPECT_FALSE(reader.whole());
}

TEST(Message, LengthThatIsALieIsNotWhole) {
    MessageWriter writer('k');
    writer.number(~std::uint64_t{0});  // a text's length, and no text
    MessageReader reader(writer.bytes());
    EXPECT_EQ(reader.text(), "");
    EXPECT_FALSE(reader.whole());
}

TEST(Message, TextIsCutToItsLongest) {
    MessageWriter writer('k');
    writer.text(std::string(max_message_text + 1, 'x'));
    MessageReader reader(writer.bytes());
    EXPECT_EQ(reader.text().size(), max_message_text);
    EXPECT_TRUE(reader.whole());
}

}  // namespace
}  // namespace mme::test
