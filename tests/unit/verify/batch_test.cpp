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

TEST(Batch, RefusesAnUnknownKey_R28) {
    const auto read = parse_batch_slot(as_bytes(write_batch_slot(slot_of(leaves_of(2), 0)) + "extra = 1\n"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code(), Code::signature_invalid);
    EXPECT_NE(read.error().detail().find("'extra'"), std::string::npos);
}

}  // namespace
}  // namespace mme
