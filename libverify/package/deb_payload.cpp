// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_payload.h"

namespace mme {
namespace {

/// "./opt/mme", "opt/mme/" and "/opt/mme" are all "/opt/mme".
std::string absolute(std::string_view path) {
    if (path.starts_with("./")) path.remove_prefix(1);
    if (path == ".") path = "/";
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return path.starts_with('/') ? std::string{path} : "/" + std::string{path};
}

Status walk(const PackageFile& file, const Package& package, const ArchiveLimits& limits,
            const std::function<Status(ArchiveEntry&)>& visit) {
    return walk_archive(file, package.payload, ArchiveKind::tar, limits, [&](ArchiveEntry& entry) {
        entry.path = absolute(entry.path);
        if (entry.type == FileType::hardlink) entry.target = absolute(entry.target);
        return visit(entry);
    });
}

}  // namespace

Status walk_deb_payload(const PackageFile& file, const Package& package,
                        const std::function<Status(ArchiveEntry&)>& visit) {
    return walk(file, package, {.bytes = ~std::uint64_t{0}}, visit);
}

Status walk_deb_paths(const PackageFile& file, const Package& package,
                      const std::function<Status(const PayloadPath&)>& visit) {
    return walk(file, package, {}, [&](ArchiveEntry& entry) {
        return visit({entry.path, entry.type, entry.target});
    });
}

}  // namespace mme
