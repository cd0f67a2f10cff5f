// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/unpacker.h"

#include <poll.h>

#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/scan/unpack_answers.h"
#include "tools/mmemanifest/set/interrupt.h"
#include "tools/mmemanifest/unpack/unpack_message.h"

namespace mme {
namespace {

constexpr auto between_looks_at_done = std::chrono::milliseconds(50);
/// What the unpacking process may take beyond the package's time to name what it has not read.
constexpr std::chrono::seconds time_to_answer{10};

class UnpackRun {
  public:
    UnpackRun(Channel channel, UnpackAnswers& answers, const PackageTime& time)
        : channel_(std::move(channel)), answers_(answers), end_(time.end + time_to_answer) {}

    Status request(const UnpackRequest& request, int descriptor) {
        if (channel_.send(write_request(request), descriptor) == Transfer::done) return Done{};
        return fail(Code::internal_error, "the unpacking process is gone");
    }

    /// Until the process has answered or is lost.
    Status follow() {
        while (!answers_.ended() && lost_.empty()) {
            MME_CHECK(check_not_interrupted());
            answers_.done().tell(channel_);
            MME_CHECK(take_one());
        }
        return Done{};
    }

    [[nodiscard]] const std::string& lost() const noexcept { return lost_; }

  private:
    Status take_one() {
        Received received;
        switch (channel_.try_receive(received)) {
            case Transfer::done:
                return take(received);
            case Transfer::ended:
                lost_ = "ended without an answer";
                return Done{};
            case Transfer::not_now:
                break;
        }
        if (Channel::Clock::now() >= end_) lost_ = "gave no answer within the package's time";
        (void)channel_.wait(POLLIN, Channel::Clock::now() + between_looks_at_done);
        return Done{};
    }

    Status take(Received& received) {
        MessageReader message(received.bytes);
        if (message.kind() != end_message) return answers_.take(received);
        lost_ = message.text();
        return Done{};
    }

    Channel channel_;
    UnpackAnswers& answers_;
    Channel::Clock::time_point end_;
    std::string lost_;
};

}  // namespace

Result<Unpacker> Unpacker::open() {
    MME_TRY(auto program, WorkerProgram::start({"unpacker"}));
    return Unpacker(std::move(program));
}

Result<Unpacked> Unpacker::unpack(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                                  const PackageTime& time, const Offer& offer) const {
    UnpackAnswers answers(file, package, limits, offer);
    MME_TRY(auto channel, program_->fork());
    UnpackRun run(std::move(channel), answers, time);
    MME_CHECK(run.request({file.shown(), package, limits, time}, file.descriptor()));
    MME_CHECK(run.follow());
    if (!run.lost().empty())
        answers.skip_package("not unpacked to its end: the unpacking process " + run.lost());
    return answers.finish();
}

}  // namespace mme
