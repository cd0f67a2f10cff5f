// SPDX-License-Identifier: LGPL-2.1-or-later
#include <poll.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "tools/mmemanifest/engine/isolated_engine.h"
#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

/// Files that one child has been given and not answered for: enough that it never waits for the next one.
constexpr std::size_t most_in_flight = 16;
constexpr auto between_looks = std::chrono::milliseconds(100);
constexpr std::size_t max_answer_bytes = 4096;
/// Children that end before they have been given a file: there is no use in more of them.
constexpr unsigned most_lost_without_a_file = 3;

class IsolatedSession final : public Session {
  public:
    IsolatedSession(const WorkerProgram& program, std::chrono::seconds most, const PackageTime& time)
        : program_(program), most_for_a_file_(most), time_(time) {}

    void offer(std::shared_ptr<const SpooledFile> file) override {
        pending_.push_back({answers_.size(), std::move(file)});
        answers_.emplace_back();
        exchange();
        while (pending_.size() >= most_in_flight) wait_and_exchange();
    }

    std::vector<FileAnswer> finish() override {
        while (!pending_.empty()) wait_and_exchange();
        return std::move(answers_);
    }

  private:
    struct Pending {
        std::size_t index;
        std::shared_ptr<const SpooledFile> file;
        bool sent = false;
    };
    using Clock = Channel::Clock;

    void wait_and_exchange() {
        const bool all_sent = pending_.back().sent;
        const auto events = static_cast<short>(all_sent ? POLLIN : POLLIN | POLLOUT);
        if (child_) (void)child_->wait(events, std::min(Clock::now() + between_looks, time_.end));
        exchange();
    }

    /// Sends and takes what can be without waiting.
    void exchange() {
        if (interrupted()) return give_up("interrupted by a signal");
        take_answers();
        if (time_.is_over()) return give_up(time_is_over(time_));
        send_files();
        const bool overdue =
            !pending_.empty() && pending_.front().sent && Clock::now() - front_began_ > most_for_a_file_;
        if (overdue) lose("took more than " + std::to_string(most_for_a_file_.count()) + " s");
    }

    void send_files() {
        if (pending_.empty() || pending_.back().sent) return;
        if (!child_ && !start_child()) return;
        for (auto& one : pending_) {
            if (one.sent) continue;
            const MessageWriter request =
                MessageWriter(scan_request).number(one.file->size).text(one.file->path);
            // A connection that has ended is found when answers are taken.
            if (child_->try_send(request, one.file->descriptor.get()) != Transfer::done) return;
            one.sent = true;
            if (&one == &pending_.front()) front_began_ = Clock::now();
        }
    }

    bool start_child() {
        auto child = program_.fork();
        if (!child) {
            give_up(child.error().text());
            return false;
        }
        child_.emplace(std::move(*child));
        return true;
    }

    void take_answers() {
        Received received;
        while (child_) {
            const Transfer taken = child_->try_receive(received);
            if (taken == Transfer::not_now) return;
            if (taken == Transfer::ended) return lose("ended without an answer");
            take(MessageReader(received.bytes));
        }
    }

    void take(MessageReader message) {
        if (message.kind() == end_message) return lose(message.text());
        const std::uint64_t state = message.number();
        std::string text = message.text(max_answer_bytes);
        const bool understood = message.kind() == scan_answer && message.whole() && state <= last_state &&
                                !pending_.empty() && pending_.front().sent;
        if (!understood) return lose("gave an answer that is none");
        answer_front({static_cast<FileState>(state), std::move(text)});
    }

    void answer_front(FileAnswer answer) {
        answers_[pending_.front().index] = std::move(answer);
        pending_.pop_front();
        front_began_ = Clock::now();
    }

    /// The child is gone or has to go: the file it was reading stays without a result, those behind it are
    /// for its successor.
    void lose(const std::string& how) {
        child_.reset();
        const std::string reason = "the engine's process " + how;
        if (!pending_.empty() && pending_.front().sent)
            answer_front({FileState::not_scanned, reason});
        else if (++lost_without_a_file_ == most_lost_without_a_file)
            give_up(reason);
        for (auto& one : pending_) one.sent = false;
    }

    void give_up(const std::string& reason) {
        child_.reset();
        while (!pending_.empty()) answer_front({FileState::not_scanned, reason});
    }

    static constexpr auto last_state = static_cast<std::uint64_t>(FileState::not_scanned);

    const WorkerProgram& program_;
    std::chrono::seconds most_for_a_file_;
    PackageTime time_;
    std::optional<Channel> child_;
    std::deque<Pending> pending_;
    std::vector<FileAnswer> answers_;
    Clock::time_point front_began_;
    unsigned lost_without_a_file_ = 0;
};

}  // namespace

std::unique_ptr<Session> open_isolated_session(const WorkerProgram& program,
                                               std::chrono::seconds most_for_a_file,
                                               const PackageTime& time) {
    return std::make_unique<IsolatedSession>(program, most_for_a_file, time);
}

}  // namespace mme
