// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace mme {

/// A program that runs in the foreground until its owner goes.
class Daemon {
  public:
    /// Starts it with its output in `log` and waits until `ready` says yes; throws with the log if it
    /// ends or is not ready within 30 seconds.
    Daemon(const std::vector<std::string>& command, const std::string& log,
           const std::function<bool()>& ready);
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;
    ~Daemon() { end(15); }

    void end(int signal);

  private:
    bool has_ended();

    pid_t process_ = -1;
};

/// A TCP port of 127.0.0.1 that nobody listens on.
int free_port();
/// Whether somebody listens at a UNIX socket or at a port of 127.0.0.1.
bool listens_at(const std::string& socket);
bool listens_at(int port);

}  // namespace mme
