// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/compose.h"

#include <chrono>

#include "libverify/archive/path_text.h"
#include "libverify/decision/coverage.h"
#include "manifest/reader.h"
#include "manifest/toml.h"
#include "manifest/writer.h"

namespace mme {
namespace {

constexpr std::size_t max_release_bytes = std::size_t{1} << 20U;

Result<Release> release_of(const Package& package) {
    if (package.vendor.empty())
        return fail(Code::internal_error,
                    package.identity.name +
                        " names no vendor; give --release FILE with provider, product and version");
    Release release;
    release.provider = package.vendor;
    release.product = package.identity.name;
    release.version = package.identity.version;
    return release;
}

/// A host adds the counts up again and refuses others, so a manifest that cannot pass is not written.
Status check_counts(const Manifest& manifest, const Package& package) {
    const Tally wanted = expected_offer(manifest.package, package);
    for (const Scan& scan : manifest.scans) {
        const Tally offered{scan.files_offered, scan.bytes_offered};
        // With something left out the report is inconclusive, and the list cannot be whole.
        if (offered != wanted && scan.result == ScanResult::clean)
            return fail(Code::scan_inconclusive, scan.engine + " was offered " + shown(offered) +
                                                     ", the package holds " + shown(wanted));
    }
    return Done{};
}

}  // namespace

Result<Release> load_release(const std::string& path) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (file.size() > max_release_bytes)
        return fail(Code::manifest_malformed, path + " is larger than 1 MiB");
    MME_TRY(const auto text, file.read_range(0, file.size()));
    MME_TRY(auto table, TomlTable::parse(as_text(text), max_release_bytes, Code::manifest_malformed));
    MME_TRY(auto release, parse_release(table));
    MME_CHECK(table.finish());
    return release;
}

PackageSection section_of(const ScannedPackage& scanned) {
    PackageSection section;
    section.identity = scanned.package.identity;
    section.file = path_text(scanned.path.filename().string());
    section.content_id = scanned.package.content_id;
    section.parts = scanned.package.parts;
    if (scanned.package.identity.type == PackageType::deb) section.files = scanned.files;
    section.containers = scanned.containers;
    return section;
}

Result<Manifest> compose_manifest(const ScannedPackage& scanned, const std::optional<Release>& release) {
    Manifest manifest;
    if (release) {
        manifest.release = *release;
    } else {
        MME_TRY(manifest.release, release_of(scanned.package));
    }
    manifest.package = section_of(scanned);
    manifest.scans = scanned.scans;
    manifest.created = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    MME_CHECK(check_counts(manifest, scanned.package));
    return manifest;
}

Result<std::string> manifest_text(const Manifest& manifest) {
    std::string text = write_manifest(manifest);
    if (text.size() <= max_manifest_bytes) return text;
    return fail(Code::manifest_malformed, manifest.package.file + ": its manifest has " +
                                              std::to_string(text.size()) + " bytes, expected at most " +
                                              std::to_string(max_manifest_bytes) +
                                              "; divide the package into packages of fewer files");
}

}  // namespace mme
