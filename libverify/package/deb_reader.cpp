// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_reader.h"

#include <fmt/format.h>

#include "libverify/digest/hasher.h"
#include "libverify/package/deb_control.h"
#include "libverify/package/deb_layout.h"
#include "libverify/package/malformed.h"
#include "manifest/content_id.h"

namespace mme {
namespace {

Result<std::optional<Bytes>> blob_of(const PackageFile& file, const std::optional<ArMember>& member) {
    if (!member) return std::optional<Bytes>{};
    if (member->content.length > max_manifest_bytes) {
        return malformed(file, fmt::format("'{}' holds {} bytes, at most {} are allowed", member->name,
                                           member->content.length, max_manifest_bytes));
    }
    MME_TRY(Bytes bytes, file.read_range(member->content.offset, member->content.length));
    return std::optional{std::move(bytes)};
}

Result<std::vector<Part>> parts_of(const PackageFile& file, const DebLayout& layout) {
    std::vector<Part> parts;
    for (const ArMember& member : layout.parts) {
        MME_TRY(const Sha256 digest, sha256_of_range(file, member.content.offset, member.content.length));
        parts.push_back({member.name, member.content.length, digest});
    }
    return parts;
}

}  // namespace

Result<Package> read_deb(const PackageFile& file) {
    MME_TRY(const DebLayout layout, read_deb_layout(file));
    Package package;
    package.control = layout.parts[1].content;
    package.payload = layout.parts[2].content;
    MME_TRY(DebControl control, read_deb_control(file, layout.parts[1]));
    package.identity = std::move(control.identity);
    package.vendor = std::move(control.maintainer);
    package.claims = std::move(control.claims);
    package.scripts = control.files;
    MME_TRY(package.parts, parts_of(file, layout));
    MME_TRY(package.embedded.manifest, blob_of(file, layout.manifest));
    MME_TRY(package.embedded.signature, blob_of(file, layout.signature));
    for (const ArMember& member : layout.parts) package.part_extents.push_back(member.content);
    package.header_sha256 = package.parts[1].sha256;
    package.content_id = sha256_of(as_bytes(content_id_text(package.parts)));
    return package;
}

}  // namespace mme
