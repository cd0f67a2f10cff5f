// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/signed_message.h"

#include <limits>

namespace mme {
namespace {

/// Binary, no file name, no date (RFC 9580 section 5.9).
constexpr std::string_view literal_start{"b\0\0\0\0\0", 6};

/// Packet type 11 in the new format with a five-octet length (RFC 9580 section 4.2.1.3).
Bytes literal_header(std::uint32_t length) {
    return {0xcb,
            0xff,
            static_cast<std::uint8_t>(length >> 24U),
            static_cast<std::uint8_t>(length >> 16U),
            static_cast<std::uint8_t>(length >> 8U),
            static_cast<std::uint8_t>(length)};
}

}  // namespace

Result<Bytes> signed_message(ByteView text, ByteView packets) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - literal_start.size())
        return fail(Code::internal_error, "a signed text is too long for one packet");
    const Bytes header = literal_header(static_cast<std::uint32_t>(text.size() + literal_start.size()));
    Bytes message;
    message.reserve(packets.size() + header.size() + literal_start.size() + text.size());
    message.insert(message.end(), packets.begin(), packets.end());
    message.insert(message.end(), header.begin(), header.end());
    message.insert(message.end(), literal_start.begin(), literal_start.end());
    message.insert(message.end(), text.begin(), text.end());
    return message;
}

}  // namespace mme
