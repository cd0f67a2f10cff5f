// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/command_server.h"

#include <poll.h>
#include <sys/prctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "tools/mmemanifest/engine/supervised_command.h"
#include "tools/mmemanifest/isolation/worker_program.h"
#include "tools/mmemanifest/worker/greet.h"

namespace mme {
namespace {

constexpr std::size_t output_bytes_in_a_message = std::size_t{64} << 10U;

/// Command::stop is a plain function, and there is one command in this process.
int connection_of_this_command = -1;

/// The other side says nothing after its request, so that whatever comes is its end.
bool other_side_is_gone() noexcept {
    pollfd entry{connection_of_this_command, POLLIN, 0};
    return ::poll(&entry, 1, 0) > 0;
}

Status send(Channel& control, const MessageWriter& message) {
    if (control.send(message) == Transfer::done) return Done{};
    return fail(Code::internal_error, "nobody waits for the outcome of the command");
}

Status tell(Channel& control, const Outcome& outcome) {
    for (ByteView rest = as_bytes(outcome.output); !rest.empty();) {
        const std::size_t count = std::min(rest.size(), output_bytes_in_a_message);
        MME_CHECK(send(control, MessageWriter(output_part).rest(rest.first(count))));
        rest = rest.subspan(count);
    }
    MessageWriter end(outcome_message);
    end.number(static_cast<std::uint64_t>(outcome.end)).number(static_cast<std::uint64_t>(outcome.code));
    return send(control, end.text(outcome.left_behind));
}

}  // namespace

Status serve_command(Channel control) {
    if (::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
        return fail(Code::internal_error, std::string("cannot be a subreaper: ") + std::strerror(errno));
    greet(control, {"none"});
    Received received;
    if (control.receive(received) != Transfer::done) return Done{};
    MessageReader message(received.bytes);
    Command command = read_command(message);
    if (message.kind() != command_request || !message.whole())
        return fail(Code::internal_error, "this is no command");
    connection_of_this_command = control.descriptor();
    command.stop = other_side_is_gone;
    command.wait_for_descendants = true;
    MME_TRY(const auto outcome, run_command(command));
    return tell(control, outcome);
}

}  // namespace mme
