// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

using Deadline = std::chrono::steady_clock::time_point;

/// Where a service listens: a UNIX socket, or a host and a port.
struct Address {
    std::string path;  ///< of the UNIX socket; empty for TCP
    std::string host;
    std::string port;

    /// As messages name it: "/run/clamd.sock", "scan1:3310", "[::1]:3310".
    [[nodiscard]] std::string shown() const;
    bool operator==(const Address&) const = default;
};

/// Reads "HOST:PORT" or "[IPv6]:PORT"; without a port `default_port` is taken, if it is not empty.
/// Errors: internal-error (a usage error).
Result<Address> parse_tcp_address(std::string_view text, std::string_view default_port);

/// A connection whose every step ends at a deadline. Errors are internal-error and read on from "clamd
/// at ADDRESS: ": "time-out", "connection refused", "connection closed", "interrupted by a signal".
class Stream {
  public:
    /// Tries every address that the host's name has.
    static Result<Stream> connect(const Address& address, Deadline deadline);

    Status send(ByteView bytes, Deadline deadline);
    /// Passes a descriptor with one byte (SCM_RIGHTS of unix(7)); for UNIX sockets only.
    Status send_descriptor(int descriptor, std::uint8_t byte, Deadline deadline);

    /// The next bytes up to `end`, which is taken off; more than `most` bytes are an error.
    Result<std::string> receive_until(std::string_view end, std::size_t most, Deadline deadline);
    /// Waits until nothing that was sent is held back on this side any more, or something arrives. What the
    /// other side has not made room for waits here, so that an answer that comes before the other side has
    /// read that far is seen before the end is sent.
    [[nodiscard]] Status wait_until_taken(Deadline deadline) const;
    /// Whether something has arrived that was not read yet.
    [[nodiscard]] bool has_arrived() const;

  private:
    explicit Stream(Fd socket) : socket_(std::move(socket)) {}
    [[nodiscard]] Status wait_for(short events, Deadline deadline) const;
    Status receive_more(Deadline deadline);

    Fd socket_;
    std::string arrived_;
};

}  // namespace mme
