// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "libverify/io/fd.h"

namespace mme {

/// A service on a port of 127.0.0.1 that says what a test has it say, to each connection in a
/// thread of its own.
class ScriptedPeer {
  public:
    /// The other end of one connection. The peer hangs up when its script returns.
    class Line {
      public:
        explicit Line(int socket) : socket_(socket) {}
        /// Bytes up to `end`, which is taken off; what has come when the other side hangs up or after 5
        /// seconds.
        std::string read_until(const std::string& end);
        std::string read_bytes(std::size_t count);
        void write(const std::string& text) const;
        /// Waits until the other side hangs up, at most 5 seconds.
        void wait_for_end();

      private:
        bool read_more();
        int socket_;
        std::string arrived_;
    };
    using Script = std::function<void(Line& line)>;

    /// With `receive_buffer`, its sockets hold about that many bytes that the script has not read.
    explicit ScriptedPeer(Script script, int receive_buffer = 0);
    ScriptedPeer(const ScriptedPeer&) = delete;
    ScriptedPeer& operator=(const ScriptedPeer&) = delete;
    ~ScriptedPeer();

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  private:
    void serve();

    Script script_;
    int port_;
    Fd socket_;
    std::atomic<bool> ended_ = false;
    std::vector<std::thread> serving_;
    std::thread accepting_;
};

}  // namespace mme
