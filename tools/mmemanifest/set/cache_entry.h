// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "libverify/io/bytes.h"
#include "manifest/model.h"
#include "manifest/result.h"

namespace mme {

/// One engine's report over one package, with what unpacking found.
struct CacheEntry {
    PackageSection package;
    Scan scan;

    bool operator==(const CacheEntry&) const = default;
};

/// The text of an entry: a line "mme-scan-cache/2 KEY MAC", then a manifest that holds the package
/// and the one report. MAC is the HMAC-SHA-256, under the cache's secret, of the KEY and everything behind
/// the first line.
std::string write_cache_entry(const Sha256& key, const CacheEntry& entry, ByteView secret);

/// Reads it back. Errors: internal-error for a text that is damaged, was written for another key or under
/// another secret, or whose manifest the strict reader refuses.
Result<CacheEntry> parse_cache_entry(const Sha256& key, std::string_view text, ByteView secret);

}  // namespace mme
