// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "libverify/process/run_command.h"
#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/profile.h"

namespace mme {

/// Which of the offered files a path in the output means, if any.
using FindFile = std::function<std::optional<std::size_t>(std::string_view path)>;

/// What a scanner's end and output say of `files` files. A file is clean only if the exit code means
/// clean or infected, it agrees with the lines, every line is understood (strict), no count is lower than
/// `files`, and the file is not named as skipped; where the profile has clean patterns, one must name it.
/// Detections count whatever else is wrong.
std::vector<FileAnswer> judge_output(const Profile& profile, const Outcome& outcome, std::size_t files,
                                     const FindFile& find);

}  // namespace mme
