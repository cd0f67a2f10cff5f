// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// A program to run: its absolute path and arguments, the whole of its environment ("NAME=value"), and
/// what it reads on standard input.
struct ProgramCall {
    std::vector<std::string> words;
    std::vector<std::string> environment;
    std::string input;
};

struct ProgramAnswer {
    int exit = 0;           ///< exit status; 128 and more: ended by a signal
    std::string output;     ///< standard output
    std::string complaint;  ///< standard error
};

/// Runs a program to its end. Nothing of the caller's environment reaches it.
/// Errors: internal-error if it could not be started.
Result<ProgramAnswer> ask_program(const ProgramCall& call);

}  // namespace mme
