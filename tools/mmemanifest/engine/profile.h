// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "manifest/sha256.h"
#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/engine/pattern.h"

namespace mme {

inline constexpr std::string_view profile_format = "mme-engine-profile/1";

/// What an exit code of a scanner means, in the words of its manual.
struct ExitMeaning {
    enum class Verdict { clean, infected, error };
    Verdict verdict = Verdict::error;
    std::string text;
};

/// How the lines of a scanner are understood. A line is tried as skipped, detection, clean, ignored,
/// in this order.
struct OutputRules {
    std::vector<Pattern> detections;  ///< group name, and path if it is printed
    std::vector<Pattern> skipped;     ///< groups path and reason, both optional
    std::vector<Pattern> clean;       ///< group path; empty: a file that is not named is clean
    std::vector<Pattern> ignored;
    bool strict = true;                 ///< a line that nothing matches makes all inconclusive
    std::optional<Pattern> file_count;  ///< group count: files scanned, by the scanner's own count
};

/// A command, and the pattern that is looked for in each line it prints; the group "value" is the fact.
struct FactSource {
    std::vector<std::string> command;
    Pattern pattern;
};

/// A scanner that is run by its command line (contrib/engines/README.md).
struct Profile {
    Sha256 sha256;  ///< of the text it was read from
    std::string title;
    std::vector<std::string> sources;  ///< where its behaviour was read
    std::string tried;                 ///< with which version it was run, or "not run here"
    std::vector<std::string> environment;

    std::vector<std::string> command;  ///< {folder} stands for the folder to scan, {empty} for an empty one
    std::chrono::seconds timeout{0};
    std::size_t max_output_bytes = 0;
    std::map<int, ExitMeaning> exits;
    OutputRules output;

    std::optional<FactSource> engine_version;  ///< all three are there after parse_profile
    std::optional<FactSource> database_version;
    std::optional<FactSource> database_date;
    std::string date_format;
    Zone zone;

    std::vector<std::string> command_without_database;  ///< for `engines --test`; may be empty
};

/// Reads a profile. Errors: internal-error, with line and column where they are known.
Result<Profile> parse_profile(const std::string& text);

/// The same from a file.
Result<Profile> load_profile(const std::string& path);

}  // namespace mme
