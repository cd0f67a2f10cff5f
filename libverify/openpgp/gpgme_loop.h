// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "libverify/openpgp/gpgme_context.h"

namespace mme {

/// Runs operations of one context with a time limit: GPGME's own loop waits for gpg without end, and
/// gpgme_cancel_async() is heard only when gpg says something. While it exists the context must be used with
/// gpgme_op_..._start() functions alone. (GPGME manual, "I/O Callback Interface".)
class GpgmeLoop {
  public:
    using Clock = std::chrono::steady_clock;

    /// `limit` is for all operations together. The context must outlive this.
    GpgmeLoop(gpgme_ctx_t context, Clock::duration limit);
    ~GpgmeLoop();
    GpgmeLoop(const GpgmeLoop&) = delete;
    GpgmeLoop& operator=(const GpgmeLoop&) = delete;

    /// Waits for the end of the operation that gave `started`; its result is then found with
    /// gpgme_op_..._result(). Gives the operation's error, `started` if that is one already, or
    /// GPG_ERR_TIMEOUT when the limit was reached; then the operation is cancelled.
    gpgme_error_t finish(gpgme_error_t started);

    /// The keys that a listing has found since this was last asked.
    std::vector<GpgmeKey> take_keys();

  private:
    struct Watched;
    struct State;

    static gpgme_error_t watch(void* state, int fd, int to_read, gpgme_io_cb_t ready, void* ready_data,
                               void** tag);
    static void unwatch(void* tag);
    static void hear(void* state, gpgme_event_io_t event, void* event_data);

    gpgme_ctx_t context_;
    std::unique_ptr<State> state_;  ///< its address is GPGME's
};

}  // namespace mme
