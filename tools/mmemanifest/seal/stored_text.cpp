// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/stored_text.h"

#include "manifest/model.h"

namespace mme {
namespace {

Result<std::string> whole_text(const PackageFile& file, std::size_t most) {
    if (file.size() > most)
        return fail(Code::manifest_malformed,
                    file.shown() + " is larger than " + std::to_string(most) + " bytes");
    MME_TRY(const auto bytes, file.read_range(0, file.size()));
    return std::string(as_text(bytes));
}

}  // namespace

Result<std::string> load_text(const std::string& path, std::size_t most) {
    MME_TRY(const auto file, PackageFile::open(path));
    return whole_text(file, most);
}

Result<std::string> carried_manifest(const PackageFile& file, const Package& package) {
    if (!package.embedded.manifest)
        return fail(Code::manifest_missing, file.shown() + " carries no manifest");
    return std::string(as_text(*package.embedded.manifest));
}

Result<std::string> whole_manifest(const PackageFile& file) {
    return whole_text(file, max_manifest_bytes);
}

Result<std::string> load_manifest(const std::string& path, PackageReader& reader) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (!identify(file)) return whole_manifest(file);
    MME_TRY(const auto package, reader.read(file));
    return carried_manifest(file, package);
}

}  // namespace mme
