// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

/// A folder of OpenPGP messages, removed with this object. One gpg process checks any number of signed
/// messages, but only one detached signature; so each text and its detached signatures are written as the one
/// message that they are in RFC 9580 section 10.3: the signature packets, then the text as a literal data
/// packet.
class SignedMessages {
  public:
    /// Makes the folder inside `home`, for its owner alone. Errors: internal-error.
    static Result<SignedMessages> make(const std::filesystem::path& home);

    SignedMessages(SignedMessages&& other) noexcept;
    SignedMessages& operator=(SignedMessages&&) = delete;
    SignedMessages(const SignedMessages&) = delete;
    SignedMessages& operator=(const SignedMessages&) = delete;
    ~SignedMessages();

    /// Writes one message and returns its path. `packets` are whole signature packets in binary.
    /// Errors: internal-error if it cannot be written or the text exceeds a packet's 4 GiB.
    Result<std::string> add(ByteView text, ByteView packets);

    /// Where gpg writes its status lines, and what it has written there.
    [[nodiscard]] std::string status_file() const { return (folder_ / "status").string(); }
    [[nodiscard]] std::string status() const;

  private:
    explicit SignedMessages(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;  ///< empty: moved from
    std::size_t count_ = 0;
};

}  // namespace mme
