// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/limit_options.h"

#include <limits>

namespace mme {
namespace {

/// Each level of archives holds a decoder and a few frames of the stack.
constexpr unsigned most_depth = 64;
constexpr std::uint64_t most_seconds = 604'800;  // a week

}  // namespace

void add_limit_options(CLI::App& command, UnpackLimits& limits) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    command.add_option("--max-depth", limits.depth, "Archives inside archives that are unpacked")
        ->check(CLI::Range(0U, most_depth))
        ->capture_default_str();
    command.add_option("--max-entries", limits.entries, "Entries of the package and all archives in it")
        ->check(CLI::Range(std::uint64_t{1}, most))
        ->capture_default_str();
    command.add_option("--max-expanded-bytes", limits.expanded_bytes, "Bytes that a package may expand to")
        ->check(CLI::Range(std::uint64_t{1}, most))
        ->capture_default_str();
    command
        .add_option("--max-ratio", limits.ratio,
                    "Bytes that each byte of an archive may expand to, after its first 64 MiB")
        ->check(CLI::Range(std::uint64_t{1}, most))
        ->capture_default_str();
    command
        .add_option("--max-package-seconds", limits.seconds,
                    "Seconds that a package may take, unpacking and all engines together")
        ->check(CLI::Range(std::uint64_t{1}, most_seconds))
        ->capture_default_str();
}

}  // namespace mme
