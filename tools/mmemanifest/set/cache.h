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
    /// Makes the directory (0700) and those above it where they are missing, and in it `secret.key` (0600),
    /// 32 random bytes under which every entry is authenticated. Errors: internal-error for a directory that
    /// cannot be made, is owned by somebody else, or that group or others may write to; for a key that is
    /// damaged, somebody else's, or that group or others may read.
    static Result<ScanCache> open(const std::filesystem::path& folder);

    /// The entry of a key; nothing if there is none or it may not be trusted: damaged, written for
    /// another key or by whoever does not have the cache's secret, a link, not this user's own, or writable
    /// by group or others.
    [[nodiscard]] std::optional<CacheEntry> find(const Sha256& key) const;

    /// Errors: internal-error if it cannot be written.
    Status record(const Sha256& key, const CacheEntry& entry) const;

  private:
    ScanCache(std::filesystem::path folder, Bytes secret)
        : folder_(std::move(folder)), secret_(std::move(secret)) {}
    [[nodiscard]] std::filesystem::path path_of(const Sha256& key) const;

    std::filesystem::path folder_;
    Bytes secret_;
};

/// "mmeverify" below $XDG_CACHE_HOME or ~/.cache (XDG Base Directory Specification); nothing if
/// neither is known.
std::optional<std::filesystem::path> usual_cache_folder();

}  // namespace mme
