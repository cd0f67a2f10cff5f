// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/message.h"

#include <algorithm>
#include <utility>

namespace mme {

MessageWriter& MessageWriter::number(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
    return *this;
}

MessageWriter& MessageWriter::text(std::string_view value) {
    value = value.substr(0, max_message_text);
    return number(value.size()).rest(as_bytes(value));
}

MessageWriter& MessageWriter::digest(const Sha256& value) {
    return rest(value.bytes);
}

MessageWriter& MessageWriter::rest(ByteView value) {
    bytes_.insert(bytes_.end(), value.begin(), value.end());
    return *this;
}

MessageReader::MessageReader(ByteView bytes) : left_(bytes) {
    if (const auto first = take(1); !first.empty()) kind_ = static_cast<char>(first[0]);
}

ByteView MessageReader::take(std::uint64_t count) {
    if (count > left_.size()) whole_ = false;
    if (!whole_) return {};
    const auto taken = left_.first(static_cast<std::size_t>(count));
    left_ = left_.subspan(taken.size());
    return taken;
}

std::uint64_t MessageReader::number() {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const std::uint8_t byte : take(8)) {
        value |= std::uint64_t{byte} << shift;
        shift += 8;
    }
    return value;
}

std::string MessageReader::text(std::size_t most) {
    const std::uint64_t length = number();
    if (length > most) whole_ = false;
    return std::string(as_text(take(length)));
}

Sha256 MessageReader::digest() {
    Sha256 value;
    const auto bytes = take(value.bytes.size());
    std::copy(bytes.begin(), bytes.end(), value.bytes.begin());
    return value;
}

ByteView MessageReader::rest() {
    return take(left_.size());
}

}  // namespace mme
