// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <signal.h>
#include <time.h>

namespace mme {

/// While it lives, a write beyond the limit of file sizes or to a pipe that nobody reads fails with an error
/// in this thread, instead of ending the process with SIGXFSZ or SIGPIPE. For a guest in somebody else's
/// process: the handlers and other threads stay as they are, and a signal that came in between is taken away
/// again.
class BlockedSignals {
  public:
    BlockedSignals() noexcept {
        sigset_t pending;
        sigemptyset(&ours_);
        sigpending(&pending);
        for (const int number : {SIGXFSZ, SIGPIPE})
            if (sigismember(&pending, number) == 0) sigaddset(&ours_, number);  // else the host waits for it
        blocked_ = pthread_sigmask(SIG_BLOCK, &ours_, &before_) == 0;
    }
    ~BlockedSignals() {
        if (!blocked_) return;
        const timespec at_once{};
        while (sigtimedwait(&ours_, nullptr, &at_once) > 0) {
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    BlockedSignals(const BlockedSignals&) = delete;
    BlockedSignals& operator=(const BlockedSignals&) = delete;

  private:
    sigset_t ours_{};
    sigset_t before_{};
    bool blocked_ = false;
};

}  // namespace mme
