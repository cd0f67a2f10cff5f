// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/gpgme_loop.h"

#include <poll.h>

#include <algorithm>
#include <list>
#include <optional>
#include <utility>

namespace mme {

/// A descriptor that GPGME wants to hear of; its address is the tag that GPGME is given.
struct GpgmeLoop::Watched {
    State* state = nullptr;
    int fd = -1;
    short events = 0;
    gpgme_io_cb_t ready = nullptr;
    void* ready_data = nullptr;
};

struct GpgmeLoop::State {
    Clock::time_point deadline;
    std::list<Watched> watched;
    std::optional<gpgme_error_t> ended;  ///< how the operation ended
    std::vector<GpgmeKey> keys;

    /// Waits until a descriptor is ready or the deadline is near. False when the deadline has passed.
    bool wait() {
        using std::chrono::milliseconds;
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return false;
        polled.clear();
        for (const Watched& one : watched) polled.push_back({one.fd, one.events, 0});
        ::poll(polled.data(), polled.size(), static_cast<int>(std::min<long>(left, longest_wait)));
        return true;
    }

    /// Tells GPGME of each descriptor that is ready. What it then unwatches is asked for anew each time.
    void serve() {
        for (const pollfd& entry : std::exchange(polled, {})) {
            if (entry.revents == 0) continue;
            const auto one = std::find_if(watched.begin(), watched.end(), [&](const Watched& each) {
                return each.fd == entry.fd && each.events == entry.events;
            });
            if (one != watched.end()) one->ready(one->ready_data, one->fd);
        }
    }

  private:
    static constexpr long longest_wait = 1000;  ///< milliseconds

    std::vector<pollfd> polled;
};

GpgmeLoop::GpgmeLoop(gpgme_ctx_t context, Clock::duration limit)
    : context_(context), state_(std::make_unique<State>()) {
    state_->deadline = Clock::now() + limit;
    gpgme_io_cbs callbacks = {watch, state_.get(), unwatch, hear, state_.get()};
    gpgme_set_io_cbs(context_, &callbacks);
}

GpgmeLoop::~GpgmeLoop() {
    gpgme_set_io_cbs(context_, nullptr);
}

gpgme_error_t GpgmeLoop::finish(gpgme_error_t started) {
    if (started != 0) return started;
    while (!state_->ended) {
        if (!state_->wait()) {
            gpgme_cancel(context_);
            state_->ended.reset();
            return gpg_error(GPG_ERR_TIMEOUT);
        }
        state_->serve();
    }
    return *std::exchange(state_->ended, std::nullopt);
}

std::vector<GpgmeKey> GpgmeLoop::take_keys() {
    return std::exchange(state_->keys, {});
}

gpgme_error_t GpgmeLoop::watch(void* state, int fd, int to_read, gpgme_io_cb_t ready, void* ready_data,
                               void** tag) {
    try {
        auto* const self = static_cast<State*>(state);
        const short events = to_read != 0 ? POLLIN : POLLOUT;
        *tag = &self->watched.emplace_back(Watched{self, fd, events, ready, ready_data});
        return 0;
    } catch (...) {
        return gpg_error(GPG_ERR_ENOMEM);
    }
}

void GpgmeLoop::unwatch(void* tag) {
    const auto* const gone = static_cast<Watched*>(tag);
    gone->state->watched.remove_if([&](const Watched& one) { return &one == gone; });
}

void GpgmeLoop::hear(void* state, gpgme_event_io_t event, void* event_data) {
    auto* const self = static_cast<State*>(state);
    if (event == GPGME_EVENT_DONE) {
        const auto* const done = static_cast<gpgme_io_event_done_data_t>(event_data);
        self->ended = done->err != 0 ? done->err : done->op_err;
    } else if (event == GPGME_EVENT_NEXT_KEY) {
        GpgmeKey key(static_cast<gpgme_key_t>(event_data));
        try {
            self->keys.push_back(std::move(key));
        } catch (...) {
            self->ended = gpg_error(GPG_ERR_ENOMEM);
        }
    }
}

}  // namespace mme
