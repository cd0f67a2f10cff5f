// SPDX-License-Identifier: LGPL-2.1-or-later
// Signatures that are accepted are whole packets, few, and the same after armouring.
#include "libverify/openpgp/signature_blob.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

/// RFC 9580 section 4.2: tag 2 in the new or the old form.
bool is_signature_tag(std::uint8_t first) {
    return first == 0xc2 || (first & 0xfcU) == 0x88;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const auto packets = mme::parse_signature_packets({data, size});
    if (!packets) return 0;
    promise(!packets->empty() && packets->size() <= 16, "one to sixteen signatures");
    for (const auto& packet : *packets) {
        promise(packet.size() > 2 && is_signature_tag(packet.front()), "a packet is a signature");
    }
    const auto armoured = mme::armour_signature(*packets);
    const auto again = mme::parse_signature_packets(mme::as_bytes(armoured));
    promise(again.has_value() && *again == *packets, "armoured they are the same");
    return 0;
}
