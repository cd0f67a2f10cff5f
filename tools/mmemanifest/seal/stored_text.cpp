// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/stored_text.h"

#include "libverify/package/package.h"
#include "manifest/model.h"

namespace mme {

Result<std::string> load_text(const std::string& path, std::size_t most) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (file.size() > most)
        return fail(Code::manifest_malformed, path + " is larger than " + std::to_string(most) + " bytes");
    MME_TRY(const auto bytes, file.read_range(0, file.size()));
    return std::string(as_text(bytes));
}

Result<std::string> load_manifest(const std::string& path) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (!identify(file)) return load_text(path, max_manifest_bytes);
    MME_TRY(const auto package, read_package(file));
    if (!package.embedded.manifest) return fail(Code::manifest_missing, path + " carries no manifest");
    return std::string(as_text(*package.embedded.manifest));
}

}  // namespace mme
