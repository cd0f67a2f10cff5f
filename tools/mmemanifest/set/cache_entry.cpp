// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cache_entry.h"

#include "libverify/digest/hasher.h"
#include "manifest/reader.h"
#include "manifest/writer.h"

namespace mme {
namespace {

// Not TOML: nobody can sign an entry as a manifest by mistake.
std::string first_line(const Sha256& key, std::string_view manifest, ByteView secret) {
    const std::string authenticated = "mme-scan-cache/2 " + key.hex() + '\n' + std::string(manifest);
    return "mme-scan-cache/2 " + key.hex() + ' ' + hmac_of(secret, as_bytes(authenticated)).hex() + '\n';
}

/// A manifest names a release; that of an entry is never looked at.
Release no_release() {
    Release release;
    release.provider = release.product = release.version = "cache entry";
    return release;
}

}  // namespace

std::string write_cache_entry(const Sha256& key, const CacheEntry& entry, ByteView secret) {
    const std::string manifest =
        write_manifest({entry.scan.finished, no_release(), entry.package, {entry.scan}});
    return first_line(key, manifest, secret) + manifest;
}

Result<CacheEntry> parse_cache_entry(const Sha256& key, std::string_view text, ByteView secret) {
    const std::size_t line_end = text.find('\n');
    const bool whole = line_end != std::string_view::npos;
    const std::string_view body = whole ? text.substr(line_end + 1) : std::string_view{};
    if (!whole || text.substr(0, line_end + 1) != first_line(key, body, secret))
        return fail(Code::internal_error, "the cache entry is damaged or belongs to another scan");
    MME_TRY(auto manifest, parse_manifest(body));
    if (manifest.scans.size() != 1)
        return fail(Code::internal_error, "the cache entry holds more than one report");
    return CacheEntry{std::move(manifest.package), std::move(manifest.scans.front())};
}

}  // namespace mme
