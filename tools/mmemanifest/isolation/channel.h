// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <utility>

#include "libverify/io/fd.h"
#include "manifest/result.h"
#include "tools/mmemanifest/isolation/message.h"

namespace mme {

/// What became of a message.
enum class Transfer {
    done,
    not_now,  ///< there is no room, or nothing has come
    ended,    ///< the other end is gone, or what it sent is no message
};

/// A message that came; `bytes` are valid until the next one is taken.
struct Received {
    ByteView bytes;
    Fd descriptor;  ///< the one that came with it, or none
};

/// One end of a connection to another process on this machine: whole messages of at most max_message_bytes
/// bytes, each with at most one descriptor, in order (unix(7), SOCK_SEQPACKET, SCM_RIGHTS).
class Channel {
  public:
    using Clock = std::chrono::steady_clock;

    /// The two ends of a new connection, closed on exec. Errors: internal-error (no descriptor left).
    static Result<std::pair<Channel, Channel>> pair();
    explicit Channel(Fd socket) : socket_(std::move(socket)) {}

    /// Sends or takes one message at once, or says why not.
    Transfer try_send(const MessageWriter& message, int descriptor = -1) noexcept;
    Transfer try_receive(Received& received);
    /// The same, waiting for as long as it takes.
    Transfer send(const MessageWriter& message, int descriptor = -1) noexcept;
    Transfer receive(Received& received);

    /// Waits until a message can be taken (POLLIN), sent (POLLOUT) or the other end is gone; at most until
    /// `end`. False: nothing of it, or a signal came.
    [[nodiscard]] bool wait(short events, Clock::time_point end) const noexcept;

    [[nodiscard]] int descriptor() const noexcept { return socket_.get(); }
    void close() noexcept { socket_.reset(); }

  private:
    Fd socket_;
    Bytes buffer_;
};

/// Milliseconds until `end` for poll(2), at least 0 and at most `most`.
int milliseconds_left(Channel::Clock::time_point end, int most) noexcept;

}  // namespace mme
