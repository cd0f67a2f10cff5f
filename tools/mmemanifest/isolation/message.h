// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libverify/io/bytes.h"
#include "manifest/sha256.h"

namespace mme {

/// The longest message between two processes of this program, in bytes; a sender stays within it.
inline constexpr std::size_t max_message_bytes = std::size_t{96} << 10U;
/// The longest text in a message, in bytes.
inline constexpr std::size_t max_message_text = std::size_t{24} << 10U;

/// Puts a message together: numbers of eight bytes, texts and digests behind each other, after one byte that
/// says what the message is. Both ends are this program, so that there is no version in it.
class MessageWriter {
  public:
    explicit MessageWriter(char kind) : bytes_{static_cast<std::uint8_t>(kind)} {}

    MessageWriter& number(std::uint64_t value);
    /// Cut after max_message_text bytes.
    MessageWriter& text(std::string_view value);
    MessageWriter& digest(const Sha256& value);
    /// Bytes to the message's end; nothing may follow them.
    MessageWriter& rest(ByteView value);

    [[nodiscard]] ByteView bytes() const noexcept { return bytes_; }
    /// Whether there is nothing behind the kind.
    [[nodiscard]] bool empty() const noexcept { return bytes_.size() == 1; }

  private:
    Bytes bytes_;
};

/// Takes a message apart. What the sender says is not trusted: a field that is not there, or is longer than
/// allowed, gives an empty value, and from then on whole() is false.
class MessageReader {
  public:
    explicit MessageReader(ByteView bytes);

    [[nodiscard]] char kind() const noexcept { return kind_; }
    std::uint64_t number();
    /// At most `most` bytes, as the sender chose them.
    std::string text(std::size_t most = max_message_text);
    Sha256 digest();
    ByteView rest();
    /// Whether something is left to be read, and all so far was there.
    [[nodiscard]] bool more() const noexcept { return whole_ && !left_.empty(); }
    /// Whether every field asked for was there, and nothing is left.
    [[nodiscard]] bool whole() const noexcept { return whole_ && left_.empty(); }

  private:
    ByteView take(std::uint64_t count);

    char kind_ = 0;
    ByteView left_;
    bool whole_ = true;
};

}  // namespace mme
