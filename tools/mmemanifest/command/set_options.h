// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/set/scan_set.h"
#include "tools/mmemanifest/set/shard.h"

namespace mme {

/// Options of every command that scans packages.
struct SetOptions {
    unsigned jobs = 1;
    std::string cache;         ///< empty: the usual folder, if `usual_cache`
    bool usual_cache = false;  ///< keep reports there without being asked to
    bool no_cache = false;
    ProgressKind progress = ProgressKind::automatic;
    std::optional<Shard> shard;
};

/// Adds --jobs, --progress, --cache and, where the usual cache folder is used without being asked for,
/// --no-cache.
void add_set_options(CLI::App& command, SetOptions& options);

/// Adds --shard.
void add_shard_option(CLI::App& command, SetOptions& options);

/// Opens the cache. The usual one is done without where it cannot be made; one that cannot be trusted
/// is an error (internal-error).
Result<std::optional<ScanStore>> open_store(const SetOptions& options);

}  // namespace mme
