// SPDX-License-Identifier: LGPL-2.1-or-later
#include <bit>

#include "libverify/batch/batch.h"
#include "libverify/digest/hasher.h"

namespace mme {
namespace {

constexpr std::uint8_t leaf_prefix = 0;
constexpr std::uint8_t node_prefix = 1;

Sha256 node(const Sha256& left, const Sha256& right) {
    Hasher hasher;
    hasher.update(ByteView(&node_prefix, 1));
    hasher.update(left.bytes);
    hasher.update(right.bytes);
    return hasher.finish();
}

using Leaves = std::span<const Sha256>;

/// The largest power of two smaller than n (n > 1): where RFC 9162 splits a tree.
std::size_t split_of(std::size_t n) {
    return std::bit_floor(n - 1);
}

Sha256 root_of(Leaves leaves) {
    if (leaves.empty()) return sha256_of({});
    if (leaves.size() == 1) return leaves[0];
    const std::size_t k = split_of(leaves.size());
    return node(root_of(leaves.first(k)), root_of(leaves.subspan(k)));
}

void append_path(Leaves leaves, std::size_t index, std::vector<Sha256>& path) {
    if (leaves.size() < 2) return;
    const std::size_t k = split_of(leaves.size());
    const bool left = index < k;
    append_path(left ? leaves.first(k) : leaves.subspan(k), left ? index : index - k, path);
    path.push_back(root_of(left ? leaves.subspan(k) : leaves.first(k)));
}

}  // namespace

std::string batch_text(std::uint64_t size, const Sha256& root) {
    return "mme-batch/1\n" + std::to_string(size) + "\n" + root.hex() + "\n";
}

Sha256 merkle_leaf(ByteView manifest) {
    Hasher hasher;
    hasher.update(ByteView(&leaf_prefix, 1));
    hasher.update(manifest);
    return hasher.finish();
}

Sha256 merkle_root(const std::vector<Sha256>& leaves) {
    return root_of(leaves);
}

std::vector<Sha256> merkle_path(const std::vector<Sha256>& leaves, std::size_t index) {
    std::vector<Sha256> path;
    append_path(leaves, index, path);
    return path;
}

Result<Sha256> merkle_root_from_path(const Sha256& leaf, const BatchSlot& slot) {
    const auto misfit = [] {
        return fail(Code::signature_invalid, "the batch signature's path does not fit its index and size");
    };
    if (slot.index >= slot.size) return misfit();
    std::uint64_t fn = slot.index;
    std::uint64_t sn = slot.size - 1;
    Sha256 root = leaf;
    for (const Sha256& sibling : slot.path) {
        if (sn == 0) return misfit();
        if ((fn & 1U) != 0 || fn == sn) {
            root = node(sibling, root);
            while ((fn & 1U) == 0 && fn != 0) fn >>= 1U, sn >>= 1U;
        } else {
            root = node(root, sibling);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    if (sn != 0) return misfit();
    return root;
}

}  // namespace mme
