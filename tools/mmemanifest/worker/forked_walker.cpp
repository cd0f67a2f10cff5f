// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/forked_walker.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <optional>

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/isolation/child_end.h"
#include "tools/mmemanifest/worker/entry_message.h"
#include "tools/mmemanifest/worker/greet.h"

namespace mme {
namespace {

constexpr ProcessLimits reader_limits{std::uint64_t{1} << 30U, 0, 0, 64, false};
constexpr std::chrono::seconds longest_silence{60};
constexpr std::size_t max_shown_name = 200;

/// This end of a walk that runs in a child.
class WalkInChild {
  public:
    WalkInChild(Channel channel, ChildProcess child, const PackageTime& time)
        : channel_(std::move(channel)), child_(std::move(child)), time_(time) {}

    Result<std::uint64_t> follow(const Visit& visit) {
        for (;;) {
            MME_CHECK(take());
            MessageReader message(received_.bytes);
            if (message.kind() == walk_end) return end_of(message);
            if (message.kind() != entry_message) return lose("does not speak this program's language");
            MME_CHECK(visit_entry(message, visit));
        }
    }

    /// Why the walk was given up; empty if it was not.
    [[nodiscard]] const std::string& lost() const noexcept { return lost_; }

  private:
    Status visit_entry(MessageReader& message, const Visit& visit) {
        ArchiveEntry entry = read_entry(message, last_);
        piece_ = message.rest();
        fault_.reset();
        if (!message.whole()) return lose("does not speak this program's language");
        name_ = shortened(path_text(entry.path), max_shown_name);
        entry.read = [this](std::span<std::uint8_t> out) { return read(out); };
        MME_CHECK(visit(entry));
        Bytes rest(std::size_t{32} << 10U);
        for (std::size_t count = 1; count > 0 && !fault_;) {
            auto skipped = read(rest);
            if (!skipped && !fault_) return std::move(skipped).error();
            count = skipped ? *skipped : 0;
        }
        return Done{};
    }

    Result<std::size_t> read(std::span<std::uint8_t> out) {
        while (piece_.empty()) {
            if (fault_) return *fault_;
            if (last_) return std::size_t{0};
            MME_CHECK(take_content());
        }
        const std::size_t count = std::min(out.size(), piece_.size());
        std::copy_n(piece_.begin(), count, out.begin());
        piece_ = piece_.subspan(count);
        return count;
    }

    Status take_content() {
        MME_CHECK(take());
        MessageReader message(received_.bytes);
        if (message.kind() == content_fault) {
            fault_ = read_error(message);
            return Done{};
        }
        last_ = message.number() != 0;
        piece_ = message.rest();
        if (message.kind() != content_message || !message.whole())
            return lose("does not speak this program's language");
        return Done{};
    }

    Result<std::uint64_t> end_of(MessageReader& message) {
        if (message.number() != 0) return read_error(message);
        const std::uint64_t end = message.number();
        if (!message.whole()) return lose("does not speak this program's language");
        return end;
    }

    Status take() {
        const auto silent = Channel::Clock::now() + longest_silence;
        for (;;) {
            if (time_.is_over()) return lose_time();
            const Transfer taken = channel_.try_receive(received_);
            if (taken == Transfer::done) return Done{};
            if (taken == Transfer::ended) return lose(end_of_child());
            if (Channel::Clock::now() >= silent)
                return lose("gave nothing for " + std::to_string(longest_silence.count()) + " s");
            (void)channel_.wait(POLLIN, std::min(silent, time_.end));
        }
    }

    /// One that has only closed its connection is ended; the way another one ended is not changed by it.
    std::string end_of_child() {
        child_.kill();
        return child_.wait();
    }

    Error lose(const std::string& how) {
        lost_ = "the process that read it " + how + (name_.empty() ? "" : ", after it had begun " + name_);
        return fail(Code::scan_inconclusive, lost_);
    }

    Error lose_time() {
        lost_ = time_is_over(time_);
        return fail(Code::scan_inconclusive, lost_);
    }

    Channel channel_;
    ChildProcess child_;
    PackageTime time_;
    Received received_;
    ByteView piece_;
    bool last_ = true;
    std::optional<Error> fault_;
    std::string name_;
    std::string lost_;
};

[[noreturn]] void read_in_child(const Confinement& confinement, const PackageFile& file, Channel channel,
                                const Walk& walk) {
    end_without_memory();
    close_all_but(channel.descriptor(), file.descriptor());
    if (!confinement.confine_worker({}, reader_limits)) ::_exit(unconfined_exit);
    try {
        tell_walk(walk,
                  [&](const MessageWriter& message) { return channel.send(message) == Transfer::done; });
    } catch (...) {
        ::_exit(1);
    }
    ::_exit(0);
}

}  // namespace

Result<std::uint64_t> ForkedWalker::run(const PackageFile& file, const Walk& walk, const Visit& visit,
                                        const Lost& lost) const {
    MME_TRY(auto ends, Channel::pair());
    const pid_t id = ::fork();
    if (id < 0)
        return fail(Code::internal_error, std::string("cannot start a process: ") + std::strerror(errno));
    if (id == 0) read_in_child(confinement_, file, std::move(ends.second), walk);
    ends.second.close();
    WalkInChild walking(std::move(ends.first), ChildProcess(id, reader_limits), time_);
    auto end = walking.follow(visit);
    if (!end && !walking.lost().empty()) lost(walking.lost());
    return end;
}

}  // namespace mme
