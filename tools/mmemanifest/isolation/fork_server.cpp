// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/fork_server.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "tools/mmemanifest/isolation/child_end.h"

namespace mme {
namespace {

/// A child and this side's copy of its connection, over which its end is told.
struct Served {
    ChildProcess process;
    Channel connection;
    std::string scratch;
};

class ForkServer {
  public:
    ForkServer(Channel control, const ProcessLimits& limits, const ForkedWork& work)
        : control_(std::move(control)), limits_(limits), work_(work) {}

    void run() {
        while (!ended_) {
            watch();
            for (std::size_t i = children_.size(); i-- > 0;) look_after(i);
            if (watched_[0].revents != 0) take_requests();
        }
    }

  private:
    /// The control connection, then each child's end and connection.
    void watch() {
        watched_ = {{control_.descriptor(), POLLIN, 0}};
        for (const auto& child : children_) {
            watched_.push_back({child->process.handle(), POLLIN, 0});
            watched_.push_back({child->connection.descriptor(), 0, 0});
        }
        if (::poll(watched_.data(), watched_.size(), -1) < 0)
            for (auto& one : watched_) one.revents = 0;
    }

    void look_after(std::size_t i) {
        if (watched_[2 + 2 * i].revents != 0) children_[i]->process.kill();
        if (watched_[1 + 2 * i].revents != 0) bury(i);
    }

    void bury(std::size_t i) {
        Served& child = *children_[i];
        // Nobody waits here for a reader: without these words the end of the connection says enough.
        (void)child.connection.try_send(MessageWriter(end_message).text(child.process.wait()));
        std::error_code ignored;
        std::filesystem::remove_all(child.scratch, ignored);
        children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
    }

    void take_requests() {
        Received request;
        for (;;) {
            const Transfer taken = control_.try_receive(request);
            ended_ = taken == Transfer::ended;
            if (taken != Transfer::done) return;
            if (MessageReader(request.bytes).kind() == start_request && request.descriptor)
                start(Channel(std::move(request.descriptor)));
        }
    }

    /// Where no process can be forked, closing the connection is the answer.
    void start(Channel connection) {
        std::string scratch = std::to_string(++started_);
        if (::mkdir(scratch.c_str(), S_IRWXU) != 0) return;
        const pid_t id = ::fork();
        if (id == 0) run_child(std::move(connection), scratch);
        if (id > 0)
            children_.push_back(std::make_unique<Served>(
                Served{ChildProcess(id, limits_), std::move(connection), std::move(scratch)}));
    }

    [[noreturn]] void run_child(Channel connection, const std::string& scratch) {
        end_with_parent();
        end_without_memory();
        close_all_but(connection.descriptor());
        try {
            if (::chdir(scratch.c_str()) != 0) ::_exit(1);
            work_(std::move(connection));
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(0);
    }

    Channel control_;
    ProcessLimits limits_;
    const ForkedWork& work_;
    std::vector<std::unique_ptr<Served>> children_;
    std::vector<pollfd> watched_;
    std::uint64_t started_ = 0;
    bool ended_ = false;
};

}  // namespace

void serve_forks(Channel control, const ProcessLimits& limits, const ForkedWork& work) {
    ForkServer(std::move(control), limits, work).run();
}

}  // namespace mme
