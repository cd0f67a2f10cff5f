// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/source/source.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "libverify/openpgp/signature_blob.h"

namespace mme {
namespace {

/// How a file beside a package or in the store is called, bounded, and named when it fails.
struct FileRule {
    const char* ending;
    std::uint64_t max_bytes;
    Code unreadable;
    Code misshapen;
};

constexpr FileRule manifest_rule{".mme.toml", max_manifest_bytes, Code::manifest_missing,
                                 Code::manifest_malformed};
constexpr FileRule signature_rule{".mme.sig", max_signature_bytes, Code::signature_missing,
                                  Code::signature_invalid};

Error not_readable(const std::string& path, const FileRule& rule, int error) {
    return fail(rule.unreadable, path + " is there but cannot be read: " + std::strerror(error));
}

/// What is no regular file is not even opened: opening a device can already do something.
Result<Bytes> load(const std::string& path, const FileRule& rule) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return not_readable(path, rule, errno);
    if (!S_ISREG(status.st_mode)) return fail(rule.misshapen, path + " is not a regular file");
    const auto file = PackageFile::open(path);
    if (!file) return fail(rule.unreadable, file.error().text());
    if (file->size() > rule.max_bytes)
        return fail(rule.misshapen, path + " has " + std::to_string(file->size()) +
                                        " bytes, expected at most " + std::to_string(rule.max_bytes));
    auto bytes = file->read_range(0, file->size());
    if (!bytes) return fail(rule.unreadable, bytes.error().text());
    return bytes;
}

/// Nothing if no directory entry has this name. A link that leads nowhere is an entry.
std::optional<Result<Bytes>> load_if_there(const std::string& stem, const FileRule& rule) {
    const std::string path = stem + rule.ending;
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0) return load(path, rule);
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    return fail(rule.unreadable, path + " cannot be looked for: " + std::strerror(errno));
}

void append_pair(std::vector<SignedManifest>& candidates, std::string source, const std::string& stem) {
    auto manifest = load_if_there(stem, manifest_rule);
    if (!manifest) return;
    SignedManifest& candidate = candidates.emplace_back();
    candidate.source = std::move(source);
    if (!*manifest) {
        candidate.obstacle = manifest->error();
        return;
    }
    candidate.manifest = std::move(**manifest);
    auto signature = load_if_there(stem, signature_rule);
    if (signature && *signature) candidate.signature = std::move(**signature);
    if (signature && !*signature) candidate.obstacle = signature->error();
}

}  // namespace

std::vector<SignedManifest> find_manifests(const HostLayout& host, const Element& element,
                                           const Package& package) {
    std::vector<SignedManifest> candidates;
    if (package.embedded.manifest)
        candidates.push_back({"embedded", *package.embedded.manifest, package.embedded.signature, {}});
    if (element.path) append_pair(candidates, "beside", *element.path);
    append_pair(candidates, "store", (host.manifests() / package.content_id.hex()).string());
    return candidates;
}

}  // namespace mme
