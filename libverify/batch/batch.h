// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libverify/io/bytes.h"
#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// One signature over many manifests (SPEC.md section 6.2): the signed text names the root of the
/// Merkle tree over them, each package carries its path through the tree.
struct BatchSlot {
    std::uint64_t size = 0;    ///< number of manifests
    std::uint64_t index = 0;   ///< this manifest's, from 0
    std::vector<Sha256> path;  ///< inclusion proof, lowest level first
    std::string signature;     ///< armoured detached signature over batch_text()
};

/// The three lines that are signed: "mme-batch/1\nSIZE\nROOT\n".
std::string batch_text(std::uint64_t size, const Sha256& root);

/// The leaf and tree hashes of RFC 9162 section 2.1.1, SHA-256.
Sha256 merkle_leaf(ByteView manifest);
Sha256 merkle_root(const std::vector<Sha256>& leaves);
std::vector<Sha256> merkle_path(const std::vector<Sha256>& leaves, std::size_t index);

/// The root that a leaf, its index, the tree's size and a path give (RFC 9162 section 2.1.3.2).
/// Errors: signature-invalid for a path that does not fit index and size.
Result<Sha256> merkle_root_from_path(const Sha256& leaf, const BatchSlot& slot);

/// Largest batch slot that is read, in bytes.
inline constexpr std::size_t max_batch_slot_bytes = std::size_t{64} << 10U;

/// Whether a signature slot holds a batch slot (its first line names the format).
bool is_batch_slot(ByteView slot) noexcept;
/// Reads exactly what write_batch_slot() writes, in one pass (SPEC.md section 6.2). Errors: signature-invalid
/// naming the line; for more than max_batch_slot_bytes too.
Result<BatchSlot> parse_batch_slot(ByteView slot);
/// `slot.signature` must be printable ASCII and line feeds, as armour_signature() gives it.
std::string write_batch_slot(const BatchSlot& slot);

}  // namespace mme
