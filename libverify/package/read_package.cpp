// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "libverify/archive/archive_walk.h"
#include "libverify/package/deb_reader.h"
#include "libverify/package/package.h"
#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

/// "./opt/mme", "opt/mme/" and "/opt/mme" are all "/opt/mme".
std::string installed_path(std::string_view path) {
    if (path.starts_with("./")) path.remove_prefix(1);
    if (path == ".") path = "/";
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return path.starts_with('/') ? std::string{path} : "/" + std::string{path};
}

}  // namespace

Result<PackageType> identify(const PackageFile& file) {
    constexpr std::string_view rpm_magic = "\xed\xab\xee\xdb";
    constexpr std::string_view deb_magic = "!<arch>\n";
    MME_TRY(const Bytes start, file.read_range(0, std::min<std::uint64_t>(file.size(), deb_magic.size())));
    if (as_text(start).starts_with(rpm_magic)) return PackageType::rpm;
    if (as_text(start) == deb_magic) return PackageType::deb;
    return fail(Code::archive_malformed, file.shown() + " is neither an rpm nor a deb by its first bytes");
}

Result<Package> read_package(const PackageFile& file, PayloadDigest digest) {
    MME_TRY(const PackageType type, identify(file));
    return type == PackageType::rpm ? read_rpm(file, digest) : read_deb(file);
}

Result<std::vector<std::string>> payload_paths(const PackageFile& file, const Package& package) {
    if (package.identity.type == PackageType::rpm) return package.paths;
    std::vector<std::string> paths;
    const auto collect = [&](ArchiveEntry& entry) -> Status {
        paths.push_back(installed_path(entry.path));
        return Done{};
    };
    MME_CHECK(walk_archive(file, package.payload, ArchiveKind::tar, {}, collect));
    return paths;
}

}  // namespace mme
