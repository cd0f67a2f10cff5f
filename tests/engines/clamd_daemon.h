// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <string>

#include "tests/engines/daemon.h"
#include "tests/engines/scratch.h"

namespace mme {

/// A real clamd on a UNIX socket and a port of 127.0.0.1.
class ClamdDaemon {
  public:
    /// `settings` are further lines of clamd.conf(5).
    ClamdDaemon(const Scratch& scratch, const std::string& name, const std::string& database,
                const std::string& settings = {});

    [[nodiscard]] std::string unix_option() const { return "clamd:unix=" + socket_; }
    [[nodiscard]] std::string tcp_option() const { return "clamd:tcp=" + address(); }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] const std::string& socket() const { return socket_; }

    void kill() { daemon_->end(9); }
    /// Has it load its database folder again, and waits until it states `version`.
    void reload(const std::string& version) const;

  private:
    std::string socket_;
    int port_;
    std::unique_ptr<Daemon> daemon_;
};

}  // namespace mme
