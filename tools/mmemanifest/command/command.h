// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// The exit codes of mmemanifest (mmemanifest(1)).
enum class Exit { clean = 0, refused = 1, usage = 2, unchecked = 3 };

/// A command adds itself to the program and sets `run` when it is chosen.
using Run = std::function<Exit()>;

void add_seal(CLI::App& program, Run& run);
void add_scan(CLI::App& program, Run& run);
void add_create(CLI::App& program, Run& run);
void add_sign(CLI::App& program, Run& run);
void add_embed(CLI::App& program, Run& run);
void add_extract(CLI::App& program, Run& run);
void add_show(CLI::App& program, Run& run);
void add_lint(CLI::App& program, Run& run);
void add_engines(CLI::App& program, Run& run);
void add_publish(CLI::App& program, Run& run);
void add_rescan(CLI::App& program, Run& run);
void add_import_report(CLI::App& program, Run& run);

/// What a packager can do about an error; may be empty.
std::string hint_for(Code code);

/// Prints "mmemanifest: TEXT" and, if there is one, "hint: HINT" on standard error, one line each, and
/// gives the exit code back.
Exit complain(Exit exit, const std::string& text, const std::string& hint = {});
/// The same for an error: a code that speaks of the scan's outcome is a refusal, all else means that
/// nothing could be checked.
Exit complain(const Error& error);

}  // namespace mme
