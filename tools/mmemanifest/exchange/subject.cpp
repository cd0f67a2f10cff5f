// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/subject.h"

#include "libverify/digest/hasher.h"
#include "libverify/package/package.h"
#include "manifest/reader.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

Status check_names_package(const PackageSection& named, const Package& package, const std::string& path) {
    if (named.content_id != package.content_id)
        return fail(Code::part_mismatch, path + " has the content id " + package.content_id.hex() +
                                             ", its manifest is for " + named.content_id.hex());
    if (named.identity != package.identity)
        return fail(Code::subject_mismatch, path + " is " + package.identity.name + " " +
                                                package.identity.version + ", its manifest is for " +
                                                named.identity.name + " " + named.identity.version);
    return Done{};
}

Result<Manifest> parse_text(const std::string& path, const std::string& text) {
    auto manifest = parse_manifest(text);
    if (!manifest) return std::move(manifest).error().during("in " + path);
    return manifest;
}

}  // namespace

Result<Subject> load_subject(const std::string& path, PackageReader& reader) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (!identify(file)) {
        MME_TRY(const auto text, whole_manifest(file));
        MME_TRY(auto manifest, parse_text(path, text));
        return Subject{std::move(manifest), {}};
    }
    MME_TRY(const auto package, reader.read(file));
    MME_TRY(const auto text, carried_manifest(file, package));
    MME_TRY(auto manifest, parse_text(path, text));
    MME_CHECK(check_names_package(manifest.package, package, path));
    MME_TRY(const auto sha256, sha256_of_range(file, 0, file.size()));
    return Subject{std::move(manifest), StoredFile{file.size(), sha256}};
}

}  // namespace mme
