// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// A program to run, without a shell.
struct Command {
    std::vector<std::string> arguments;    ///< the first is the program's absolute path
    std::vector<std::string> environment;  ///< "NAME=value"; besides PATH and LC_ALL=C nothing is passed on
    std::string working_directory = "/";
    std::chrono::milliseconds timeout{0};
    std::size_t max_output_bytes = 0;
    bool (*stop)() noexcept =
        nullptr;  ///< asked ten times a second, where there is one; true ends the program
    /// Waits for what the program leaves behind too, in whatever session. Only for a process that is a
    /// subreaper (prctl(2)) and has no other children.
    bool wait_for_descendants = false;
};

/// How a program ended. `output` holds what it wrote to standard output and standard error, in the
/// order it came.
struct Outcome {
    enum class End {
        exited,
        killed_by_signal,
        timed_out,
        too_much_output,
        stopped,
        outlived,  ///< it exited, and what it had left behind was still running at the time-out
    };
    End end = End::timed_out;
    int code = 0;  ///< exit code or signal
    std::string output;
    std::string left_behind = {};  ///< for outlived: "pid 71 (sleep)"
};

/// "exit code 2", "died of signal 9 (Killed)", ... for messages.
std::string describe(const Outcome& outcome);

/// Runs the program in a process group of its own, with nothing on standard input and no other open
/// file, and kills the whole group when it has ended, at the time-out, when it writes too much, or when it is
/// to stop; with wait_for_descendants it kills nothing when all have ended by themselves, and else every
/// descendant. Errors: internal-error if it cannot be started, or how it ended cannot be learned (SIGCHLD is
/// ignored).
Result<Outcome> run_command(const Command& command);

}  // namespace mme
