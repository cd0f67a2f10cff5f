// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/supervised_command.h"

#include <poll.h>

#include <algorithm>
#include <optional>

#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {
namespace {

constexpr std::size_t max_command_bytes = std::size_t{64} << 10U;
constexpr auto between_looks_at_stop = std::chrono::milliseconds(50);
/// What the supervisor may take beyond the command's time to kill and to answer.
constexpr std::chrono::seconds time_to_report{10};

using Texts = std::vector<std::string>;

void write_texts(MessageWriter& message, const Texts& texts) {
    message.number(texts.size());
    for (const auto& text : texts) message.text(text);
}

Texts read_texts(MessageReader& message) {
    Texts texts;
    for (std::uint64_t left = message.number(); left > 0 && message.more(); --left)
        texts.push_back(message.text());
    return texts;
}

Status check_size(const Command& command) {
    const auto fits = [](const std::string& text) { return text.size() <= max_message_text; };
    const bool whole = std::all_of(command.arguments.begin(), command.arguments.end(), fits) &&
                       std::all_of(command.environment.begin(), command.environment.end(), fits);
    if (whole && write_command(command).bytes().size() <= max_command_bytes) return Done{};
    return fail(Code::internal_error, "the command is longer than 65536 bytes, or a word of it than 24576");
}

/// The supervisor of one command, from this side.
class Supervisor {
  public:
    Supervisor(std::unique_ptr<WorkerProgram> program, const Command& command)
        : program_(std::move(program)),
          command_(command),
          end_(Channel::Clock::now() + command.timeout + time_to_report) {}

    Result<Outcome> run() {
        Channel& channel = program_->connection();
        if (channel.send(write_command(command_)) != Transfer::done) return gone();
        while (!ended_) {
            Received received;
            const Transfer taken = channel.try_receive(received);
            if (taken == Transfer::ended) return gone();
            if (taken == Transfer::done) MME_CHECK(take(MessageReader(received.bytes)));
            if (taken == Transfer::done) continue;
            if (command_.stop != nullptr && command_.stop()) return stopped();
            if (Channel::Clock::now() >= end_) return gone();
            (void)channel.wait(POLLIN, Channel::Clock::now() + between_looks_at_stop);
        }
        return std::move(outcome_);
    }

  private:
    [[nodiscard]] Error gone() const {
        return fail(Code::internal_error,
                    "the process that supervises " + command_.arguments[0] + " is gone");
    }

    Outcome stopped() {
        outcome_.end = Outcome::End::stopped;
        return std::move(outcome_);
    }

    Status take(MessageReader message) {
        if (message.kind() == refusal_message) return fail(Code::internal_error, message.text());
        if (message.kind() == output_part) return take_output(message.rest());
        const std::uint64_t end = message.number();
        const std::uint64_t code = message.number();
        outcome_.left_behind = message.text();
        ended_ = message.kind() == outcome_message && message.whole() && end <= last_end && code <= 255;
        if (!ended_) return gone();
        outcome_.end = static_cast<Outcome::End>(end);
        outcome_.code = static_cast<int>(code);
        return Done{};
    }

    Status take_output(ByteView bytes) {
        // One piece more than allowed is what "too much output" comes with.
        if (outcome_.output.size() > command_.max_output_bytes) return gone();
        outcome_.output += as_text(bytes);
        return Done{};
    }

    static constexpr auto last_end = static_cast<std::uint64_t>(Outcome::End::outlived);

    std::unique_ptr<WorkerProgram> program_;
    const Command& command_;
    Channel::Clock::time_point end_;
    Outcome outcome_;
    bool ended_ = false;
};

}  // namespace

MessageWriter write_command(const Command& command) {
    MessageWriter message(command_request);
    message.number(static_cast<std::uint64_t>(command.timeout.count())).number(command.max_output_bytes);
    message.text(command.working_directory);
    write_texts(message, command.arguments);
    write_texts(message, command.environment);
    return message;
}

Command read_command(MessageReader& message) {
    Command command;
    command.timeout = std::chrono::milliseconds(message.number());
    command.max_output_bytes = message.number();
    command.working_directory = message.text();
    command.arguments = read_texts(message);
    command.environment = read_texts(message);
    return command;
}

Result<Outcome> run_supervised(const Command& command) {
    MME_CHECK(check_size(command));
    MME_TRY(auto program, WorkerProgram::start({"command"}));
    return Supervisor(std::move(program), command).run();
}

}  // namespace mme
