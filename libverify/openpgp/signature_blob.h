// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

/// Largest signature slot that is read, in bytes.
inline constexpr std::size_t max_signature_bytes = std::size_t{1} << 20U;

/// Reads a detached OpenPGP signature (RFC 9580 sections 4.2, 5.2 and 6.2) and gives its packets in
/// binary: either one armour block "PGP SIGNATURE" with nothing but white space around it, or binary.
/// Refuses with signature-invalid: clear-signed text, a second block, other armour types, any packet
/// that is not a signature (tag 2) over a binary document (class 0x00), partial or indeterminate lengths,
/// more than 16 signatures. An empty or blank blob is signature-missing.
Result<std::vector<Bytes>> parse_signature_packets(ByteView blob);

/// The packets as one armour block, for `sign --append`.
std::string armour_signature(const std::vector<Bytes>& packets);

}  // namespace mme
