// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/key_index.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

SubkeyRecord subkey(const std::string& name) {
    return {
        name + "00000000", name, "eddsa", 255, Timestamp{std::chrono::seconds{1700000000}}, {}, false, false};
}

KeyIndex two_keys() {
    SubkeyRecord expiring = subkey("CCCC");
    expiring.expires = Timestamp{std::chrono::seconds{1800000000}};
    expiring.revoked = true;
    expiring.unusable = true;
    KeyIndex index;
    index.add({{subkey("AAAA"), subkey("BBBB")}});
    index.add({{expiring}});
    return index;
}

TEST(KeyIndex, FindsASubkeyByFingerprintAndByKeyId_R1a) {
    const KeyIndex index = two_keys();
    for (const char* name : {"BBBB", "BBBB00000000"}) {
        const auto found = index.find(name);
        ASSERT_TRUE(found) << name;
        EXPECT_EQ(found->primary->key_id, "AAAA");
        EXPECT_EQ(found->signing->key_id, "BBBB");
    }
    EXPECT_FALSE(index.find("DDDD"));
    EXPECT_FALSE(index.find(""));
}

TEST(KeyIndex, KnowsNoKeyThatTwoNameAlike_R1a_R3) {
    KeyIndex index = two_keys();
    index.add({{subkey("BBBB")}});
    EXPECT_FALSE(index.find("BBBB"));
    EXPECT_TRUE(index.find("AAAA"));
}

TEST(KeyListing, ReadsBackWhatItWrote_R1a) {
    const KeyIndex index = two_keys();
    const auto read = parse_key_listing(write_key_listing(index));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->keys(), index.keys());
    EXPECT_EQ(read->find("BBBB")->primary->key_id, "AAAA");
    EXPECT_TRUE(parse_key_listing(write_key_listing({})));
}

TEST(KeyListing, ThatIsDamagedGivesNothing_R3) {
    const std::string text = write_key_listing(two_keys());
    for (std::size_t size = 0; size < text.size(); ++size) {
        const bool whole_lines = size > 0 && text[size - 1] == '\n';
        EXPECT_EQ(parse_key_listing(text.substr(0, size)).has_value(), whole_lines) << size;
    }
    const auto changed = [&](const std::string& from, const std::string& to) {
        auto other = text;
        return parse_key_listing(other.replace(other.find(from), from.size(), to)).has_value();
    };
    EXPECT_FALSE(changed("listing/1", "listing/2"));
    EXPECT_FALSE(changed("pub", "sec"));
    EXPECT_FALSE(changed("\npub", "\nsub"));  // no primary key before it
    EXPECT_FALSE(changed(" 255 ", " -255 "));
    EXPECT_FALSE(changed(" 255 ", " 255  "));
    EXPECT_FALSE(changed(" - 0 0", " - 0 2"));
    EXPECT_FALSE(changed(" - 0 0", " - 0 0 0"));
    EXPECT_FALSE(changed(" 1800000000 ", " soon "));
}

}  // namespace
}  // namespace mme
