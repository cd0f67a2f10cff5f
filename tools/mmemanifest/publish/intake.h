// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/mmemanifest/publish/judge.h"

namespace mme {

/// Copies the packages into a folder of this program's own, where nobody changes them between judgement
/// and publication. Errors: those of opening and reading; internal-error when they cannot be written.
Result<std::vector<Candidate>> copy_in(const std::vector<std::string>& packages,
                                       const std::filesystem::path& folder);

/// The one type of all candidates. Errors: archive-malformed for a file that is no package;
/// internal-error for packages of both types.
Result<PackageType> type_of_all(const std::vector<Candidate>& candidates);

/// Why a file of the repository would be replaced by other bytes; empty if none would.
/// Errors: those of reading.
Result<std::string> objection_to_names(const std::vector<Candidate>& candidates,
                                       const std::filesystem::path& repository);

}  // namespace mme
