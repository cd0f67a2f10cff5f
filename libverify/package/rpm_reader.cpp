// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_reader.h"

#include <fmt/format.h>

#include <array>

#include "libverify/digest/hasher.h"
#include "libverify/package/malformed.h"
#include "libverify/package/rpm_files.h"
#include "libverify/package/rpm_layout.h"
#include "manifest/content_id.h"

namespace mme {
namespace {

namespace tag {
constexpr std::uint32_t name = 1000;
constexpr std::uint32_t version = 1001;
constexpr std::uint32_t release = 1002;
constexpr std::uint32_t epoch = 1003;
constexpr std::uint32_t vendor = 1011;
constexpr std::uint32_t architecture = 1022;
constexpr std::uint32_t old_filenames = 1027;
constexpr std::uint32_t source_rpm = 1044;
constexpr std::uint32_t provide_name = 1047;
constexpr std::uint32_t conflict_name = 1054;
constexpr std::uint32_t obsolete_name = 1090;
constexpr std::uint32_t source_package = 1106;
constexpr std::uint32_t directory_indexes = 1116;
constexpr std::uint32_t base_names = 1117;
constexpr std::uint32_t directory_names = 1118;
constexpr std::uint32_t payload_digest = 5092;
constexpr std::uint32_t payload_digest_algorithm = 5093;
}  // namespace tag

Result<std::string> required(const PackageFile& file, const RpmHeader& header, std::uint32_t wanted,
                             std::string_view what) {
    auto text = header.string(wanted);
    if (!text || text->empty())
        return malformed(file, fmt::format("the header has no {} (tag {})", what, wanted));
    return std::move(*text);
}

Result<Identity> identity_of(const PackageFile& file, const RpmHeader& header) {
    MME_TRY(std::string name, required(file, header, tag::name, "name"));
    MME_TRY(std::string version, required(file, header, tag::version, "version"));
    MME_TRY(const std::string release, required(file, header, tag::release, "release"));
    MME_TRY(std::string architecture, required(file, header, tag::architecture, "architecture"));
    version += "-" + release;
    if (header.find(tag::epoch) != nullptr) {
        const auto epoch = header.number(tag::epoch);
        if (!epoch) return malformed(file, "the epoch in the header is no number");
        version = fmt::format("{}:{}", *epoch, version);
    }
    return Identity{PackageType::rpm, std::move(name), std::move(version), std::move(architecture)};
}

std::vector<std::string> claims_of(const RpmHeader& header) {
    std::vector<std::string> claims;
    for (const std::uint32_t list : {tag::provide_name, tag::conflict_name, tag::obsolete_name}) {
        for (auto& name : header.strings(list)) claims.push_back(std::move(name));
    }
    return claims;
}

Result<std::vector<std::string>> paths_of(const PackageFile& file, const RpmHeader& header) {
    if (header.find(tag::base_names) == nullptr) return header.strings(tag::old_filenames);
    auto paths = header.strings(tag::base_names);
    const auto folders = header.strings(tag::directory_names);
    const auto indexes = header.numbers(tag::directory_indexes);
    if (indexes.size() != paths.size()) {
        return malformed(file,
                         fmt::format("{} file names and {} folder indexes", paths.size(), indexes.size()));
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (indexes[i] >= folders.size()) {
            return malformed(file,
                             fmt::format("file {} names folder {} of {}", i, indexes[i], folders.size()));
        }
        paths[i].insert(0, folders[indexes[i]]);
    }
    return paths;
}

std::optional<Sha256> stated_payload_digest(const RpmHeader& header) {
    constexpr std::uint64_t openpgp_sha256 = 8;
    const auto algorithm = header.number(tag::payload_digest_algorithm);
    if (header.find(tag::payload_digest_algorithm) != nullptr && algorithm != openpgp_sha256)
        return std::nullopt;
    return Sha256::from_hex(header.string(tag::payload_digest).value_or(""));
}

Result<Sha256> payload_sha256(const PackageFile& file, const RpmLayout& layout, PayloadDigest digest) {
    if (digest == PayloadDigest::from_header) {
        if (const auto stated = stated_payload_digest(layout.header)) return *stated;
    }
    return sha256_of_range(file, layout.payload.offset, layout.payload.length);
}

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

}  // namespace

Sha256 rpm_header_sha256(ByteView region) {
    constexpr std::array<std::uint8_t, 8> magic{0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0};
    Hasher hasher;
    hasher.update(magic);
    hasher.update(region);
    return hasher.finish();
}

Result<Package> read_rpm(const PackageFile& file, PayloadDigest digest) {
    MME_TRY(const RpmLayout layout, read_rpm_layout(file));
    const RpmHeader& header = layout.header;
    Package package;
    MME_TRY(package.identity, identity_of(file, header));
    MME_TRY(package.paths, paths_of(file, header));
    MME_TRY(package.embedded.manifest, blob_of(file, layout.signatures, rpm_tag_manifest));
    MME_TRY(package.embedded.signature, blob_of(file, layout.signatures, rpm_tag_signature));
    MME_TRY(const Sha256 payload, payload_sha256(file, layout, digest));
    package.source = header.find(tag::source_package) != nullptr || header.find(tag::source_rpm) == nullptr;
    package.vendor = header.string(tag::vendor).value_or("");
    package.claims = claims_of(header);
    for (const RpmScript& script : rpm_scripts(header)) package.scripts.add(1, script.body.size());
    package.listed = rpm_listed_files(header);
    package.header_sha256 = rpm_header_sha256(header.exported());
    package.payload = layout.payload;
    package.parts = {Part{"header", layout.header_extent.length, package.header_sha256},
                     Part{"payload", layout.payload.length, payload}};
    package.content_id = sha256_of(as_bytes(content_id_text(package.parts)));
    return package;
}

}  // namespace mme
