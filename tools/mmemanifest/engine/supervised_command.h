// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/process/run_command.h"
#include "tools/mmemanifest/isolation/message.h"

namespace mme {

/// run_command() under a process of its own (scan-worker, role "command"), to which fall all processes that
/// the program leaves behind, daemons included. The command has ended when all of them have, and what they
/// print until then is output. At the time-out, at `stop`, and when this program ends, however that is, all
/// are killed. Errors: those of run_command(); internal-error for a command of more than 64 KiB, or if the
/// supervising process cannot be started or is gone.
Result<Outcome> run_supervised(const Command& command);

/// To the supervisor: milliseconds, bytes of output, working directory, arguments, environment.
inline constexpr char command_request = 'x';
/// From it: bytes of output, in order.
inline constexpr char output_part = 'o';
/// Last: an Outcome::End, a code and what was left behind.
inline constexpr char outcome_message = 'z';

MessageWriter write_command(const Command& command);
/// Without `stop`. The message is whole() if it was one.
Command read_command(MessageReader& message);

}  // namespace mme
