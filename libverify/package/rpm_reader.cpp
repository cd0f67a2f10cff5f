// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_reader.h"

#include <fmt/format.h>

#include <array>

#include "libverify/digest/hasher.h"
#include "libverify/package/malformed.h"
#include "libverify/package/rpm_files.h"
#include "libverify/package/rpm_identity.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_payload.h"
#include "libverify/package/rpm_tags.h"
#include "manifest/content_id.h"

namespace mme {
namespace {

Result<std::optional<Bytes>> blob_of(const PackageFile& file, const RpmHeader& signatures,
                                     std::uint32_t wanted) {
    const RpmEntry* entry = signatures.find(wanted);
    if (entry == nullptr) return std::optional<Bytes>{};
    if (entry->type != RpmType::binary) {
        return malformed(file, fmt::format("tag {:#x} is no binary entry", wanted));
    }
    if (entry->data.size() > max_manifest_bytes) {
        return malformed(file, fmt::format("tag {:#x} holds {} bytes, at most {} are allowed", wanted,
                                           entry->data.size(), max_manifest_bytes));
    }
    return std::optional{Bytes{entry->data.begin(), entry->data.end()}};
}

Result<std::string> vendor_of(const PackageFile& file, const RpmHeader& header) {
    constexpr std::size_t most_bytes = 4096;
    const auto vendor = header.string(rpm_tag::vendor).value_or("");
    if (vendor.size() <= most_bytes) return std::string{vendor};
    return malformed(
        file, fmt::format("the vendor has {} bytes, at most {} are allowed", vendor.size(), most_bytes));
}

}  // namespace

Sha256 rpm_header_sha256(ByteView region) {
    constexpr std::array<std::uint8_t, 8> magic{0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0};
    Hasher hasher;
    hasher.update(magic);
    hasher.update(region);
    return hasher.finish();
}

Result<Package> read_rpm(const PackageFile& file) {
    MME_TRY(RpmLayout layout, read_rpm_layout(file));
    const RpmHeader& header = layout.header;
    Package package;
    MME_TRY(package.embedded.manifest, blob_of(file, layout.signatures, rpm_tag_manifest));
    MME_TRY(package.embedded.signature, blob_of(file, layout.signatures, rpm_tag_signature));
    layout.signatures = {};  // may be 64 MiB, and is not needed any more
    MME_TRY(package.identity, rpm_identity(file, header));
    MME_TRY(const RpmFiles files, RpmFiles::open(file, header));
    MME_TRY(package.vendor, vendor_of(file, header));
    MME_TRY(package.claims, rpm_related_names(file, header));
    MME_CHECK(rpm_payload_compression(file, layout));
    MME_TRY(const Sha256 payload, sha256_of_range(file, layout.payload.offset, layout.payload.length));
    package.scripts = rpm_script_tally(header);
    package.listed = files.tally();
    package.header_sha256 = rpm_header_sha256(header.exported());
    package.payload = layout.payload;
    package.parts = {Part{"header", layout.header_extent.length, package.header_sha256},
                     Part{"payload", layout.payload.length, payload}};
    package.part_extents = {layout.header_extent, layout.payload};
    package.content_id = sha256_of(as_bytes(content_id_text(package.parts)));
    return package;
}

}  // namespace mme
