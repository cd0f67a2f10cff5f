// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/source/source.h"

#include "libverify/openpgp/signature_blob.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

Result<std::optional<Bytes>> load_if_there(const fs::path& path, std::uint64_t max_bytes) {
    std::error_code error;
    if (fs::symlink_status(path, error).type() == fs::file_type::not_found) return std::optional<Bytes>{};
    MME_TRY(const PackageFile file, PackageFile::open(path));
    if (file.size() > max_bytes)
        return fail(Code::manifest_malformed, path.string() + " is larger than the format allows");
    MME_TRY(Bytes bytes, file.read_range(0, file.size()));
    return std::optional<Bytes>(std::move(bytes));
}

Status append_pair(std::vector<SignedManifest>& candidates, std::string source, const std::string& stem) {
    MME_TRY(auto manifest, load_if_there(stem + ".mme.toml", max_manifest_bytes));
    if (!manifest) return Done{};
    MME_TRY(auto signature, load_if_there(stem + ".mme.sig", max_signature_bytes));
    candidates.push_back({std::move(source), std::move(*manifest), std::move(signature)});
    return Done{};
}

}  // namespace

Result<std::vector<SignedManifest>> find_manifests(const HostLayout& host, const Element& element,
                                                   const Package& package) {
    std::vector<SignedManifest> candidates;
    if (package.embedded.manifest)
        candidates.push_back({"embedded", *package.embedded.manifest, package.embedded.signature});
    if (element.path) MME_CHECK(append_pair(candidates, "beside", *element.path));
    MME_CHECK(append_pair(candidates, "store", (host.manifests() / package.content_id.hex()).string()));
    return candidates;
}

}  // namespace mme
