// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/batch/batch.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

std::vector<Sha256> leaves_of(std::size_t count) {
    std::vector<Sha256> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(merkle_leaf(as_bytes("manifest " + std::to_string(i))));
    return leaves;
}

BatchSlot slot_of(const std::vector<Sha256>& leaves, std::size_t index) {
    return {.size = leaves.size(), .index = index, .path = merkle_path(leaves, index), .signature = "signed"};
}

TEST(Batch, EveryLeafOfEverySizeLeadsToTheRoot) {
    for (std::size_t size = 1; size <= 70; ++size) {
        const auto leaves = leaves_of(size);
        for (std::size_t index = 0; index < size; ++index) {
            const auto root = merkle_root_from_path(leaves[index], slot_of(leaves, index));
            ASSERT_TRUE(root);
            EXPECT_EQ(*root, merkle_root(leaves)) << size << " " << index;
        }
    }
}

TEST(Batch, AnotherManifestDoesNotLeadToTheRoot_R1a) {
    const auto leaves = leaves_of(5);
    const auto root = merkle_root_from_path(merkle_leaf(as_bytes("forged")), slot_of(leaves, 2));
    ASSERT_TRUE(root);
    EXPECT_NE(*root, merkle_root(leaves));
}

TEST(Batch, RefusesAPathOfAnotherLength_R28) {
    const auto leaves = leaves_of(5);
    BatchSlot slot = slot_of(leaves, 2);
    slot.path.push_back(leaves[0]);
    EXPECT_EQ(merkle_root_from_path(leaves[2], slot).error().code(), Code::signature_invalid);
    slot.path.resize(1);
    EXPECT_EQ(merkle_root_from_path(leaves[2], slot).error().code(), Code::signature_invalid);
}

TEST(Batch, RefusesAnIndexOutsideTheSet_R28) {
    const auto leaves = leaves_of(4);
    BatchSlot slot = slot_of(leaves, 3);
    slot.index = 4;
    EXPECT_EQ(merkle_root_from_path(leaves[3], slot).error().code(), Code::signature_invalid);
}

TEST(Batch, SlotReadsBackEqual) {
    const auto leaves = leaves_of(6);
    const auto slot = slot_of(leaves, 5);
    const std::string text = write_batch_slot(slot);
    ASSERT_TRUE(is_batch_slot(as_bytes(text)));
    const auto read = parse_batch_slot(as_bytes(text));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->size, 6U);
    EXPECT_EQ(read->index, 5U);
    EXPECT_EQ(read->path, slot.path);
    EXPECT_EQ(read->signature, "signed");
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

// What sealed packages hold already.
TEST(Batch, ReadsTheFormThatWasWrittenFromTheStart) {
    const std::string hash(64, 'a');
    const std::string text = "format = \"mme-batch/1\"\nsize = 3\nindex = 2\npath = [\n  \"" + hash +
                             "\",\n  \"" + hash + "\",]\nsignature = \"-----BEGIN\\n\\\"x\\\\\\n\"\n";
    const auto read = parse_batch_slot(as_bytes(text));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->path.size(), 2U);
    EXPECT_EQ(read->signature, "-----BEGIN\n\"x\\\n");
    EXPECT_EQ(write_batch_slot(*read), text);
}

TEST(Batch, ASetOfOneHasAnEmptyPath) {
    const std::string text = write_batch_slot(slot_of(leaves_of(1), 0));
    const auto read = parse_batch_slot(as_bytes(text));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_TRUE(read->path.empty());
}

// Each is TOML with the same values.
TEST(Batch, RefusesEveryOtherSpelling_R28) {
    const std::string good = write_batch_slot(slot_of(leaves_of(4), 1));
    const std::vector<std::string> others = {
        good + "extra = 1\n",
        good + "\n",
        good + "# comment\n",
        good.substr(0, good.size() - 1),
        replaced(good, "size = 4", "size = 04"),
        replaced(good, "size = 4", "size = +4"),
        replaced(good, "size = 4", "size=4"),
        replaced(good, "size = 4", "size = 4 "),
        replaced(good, "size = 4", "size = 0"),
        replaced(good, "size = 4", "size = 1000001"),
        replaced(good, "size = 4", "size = 4000000000"),
        replaced(good, "size = 4", "size = "),
        replaced(good, "size = 4\nindex = 1", "index = 1\nsize = 4"),
        replaced(good, "index = 1", "index = 4"),
        replaced(good, "index = 1\n", "index = 1\r\n"),
        replaced(good, "\",]", "\"]"),
        replaced(good, "\",]", "\",\n]"),
        replaced(good, "  \"", " \""),
        replaced(good, "\"signed\"", "'signed'"),
        replaced(good, "\"signed\"", "\"\"\"signed\"\"\""),
        replaced(good, "\"signed\"", "\"\""),
        replaced(good, "\"signed\"", "\"sig\\u006eed\""),
        replaced(good, "\"signed\"", "\"signed\\\""),
        replaced(good, "\"signed\"", "\"sig\tned\""),
        replaced(good, "\"signed\"", "\"sign\xC3\xA9\""),
        replaced(good, "\"signed\"", std::string("\"sig\0ned\"", 9)),
    };
    for (const std::string& other : others) {
        const auto read = parse_batch_slot(as_bytes(other));
        ASSERT_FALSE(read) << other;
        EXPECT_EQ(read.error().code(), Code::signature_invalid) << other;
        EXPECT_NE(read.error().detail().find("line "), std::string::npos) << read.error().detail();
    }
}

TEST(Batch, EveryPrefixIsRefused_R28) {
    const std::string good = write_batch_slot(slot_of(leaves_of(4), 1));
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_FALSE(parse_batch_slot(as_bytes(good.substr(0, length)))) << length;
}

TEST(Batch, ASlotHasAtMost64KiB_R28) {
    BatchSlot slot = slot_of(leaves_of(1), 0);
    slot.signature = "";
    const std::size_t frame = write_batch_slot(slot).size();
    slot.signature.assign(max_batch_slot_bytes - frame, 'x');
    EXPECT_TRUE(parse_batch_slot(as_bytes(write_batch_slot(slot))));
    slot.signature += 'x';
    EXPECT_FALSE(parse_batch_slot(as_bytes(write_batch_slot(slot))));
}

TEST(Batch, APathHasAtMost64Hashes_R28) {
    BatchSlot slot = slot_of(leaves_of(1), 0);
    slot.path.assign(64, merkle_leaf(as_bytes("x")));
    EXPECT_TRUE(parse_batch_slot(as_bytes(write_batch_slot(slot))));
    slot.path.push_back(slot.path[0]);
    EXPECT_FALSE(parse_batch_slot(as_bytes(write_batch_slot(slot))));
}

}  // namespace
}  // namespace mme
