// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "tools/mmemanifest/set/cache_entry.h"

namespace mme {

/// A folder that keeps reports, one file for each key. Several programs, on several machines, may use
/// one at the same time: an entry is written under another name, synced and renamed.
class ScanCache {
  public:
    /// Makes the folder (0700) and those above it where they are missing. Errors: internal-error for a
    /// folder that cannot be made, is owned by somebody else, or that group or others may write to.
    static Result<ScanCache> open(const std::filesystem::path& folder);

    /// The entry of a key; nothing if there is none or it may not be trusted: damaged, written for
    /// another key, a link, not this user's own, or writable by group or others.
    [[nodiscard]] std::optional<CacheEntry> find(const Sha256& key) const;

    /// Errors: internal-error if it cannot be written.
    Status record(const Sha256& key, const CacheEntry& entry) const;

  private:
    explicit ScanCache(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] std::filesystem::path path_of(const Sha256& key) const;

    std::filesystem::path folder_;
};

/// "mmeverify" below $XDG_CACHE_HOME or ~/.cache (XDG Base Directory Specification); nothing if
/// neither is known.
std::optional<std::filesystem::path> usual_cache_folder();

}  // namespace mme
