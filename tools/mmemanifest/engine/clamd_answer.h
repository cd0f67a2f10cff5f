// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/engine/engine.h"

namespace mme {

// The lines of clamd(8), after their terminating NUL was taken off.

/// Takes "NUMBER: " off a line of an IDSESSION. Errors: internal-error for another number or none,
/// quoting the line.
Result<std::string> parse_clamd_session_line(const std::string& line, unsigned number);

/// Reads the answer to VERSION, "ClamAV 1.4.6/27810/Mon Nov 23 20:11:22 2026", whose date is in the
/// daemon's own zone. Title is "ClamAV", so that it counts once beside ClamAV in the process.
/// Errors: internal-error if the database is not stated or the line is anything else.
Result<EngineFacts> parse_clamd_version(const std::string& line, Zone zone);

/// Reads the answer to FILDES or INSTREAM: "stream: OK", "fd[10]: NAME FOUND", "... ERROR". What is
/// anything else is not_scanned and quoted.
FileAnswer parse_clamd_answer(const std::string& line);

}  // namespace mme
