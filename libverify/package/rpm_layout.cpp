// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_layout.h"

#include <fmt/format.h>

#include <array>

#include "libverify/io/byte_order.h"
#include "libverify/io/zeros.h"
#include "libverify/package/malformed.h"
#include "libverify/package/rpm_tags.h"

namespace mme {
namespace {

/// Tags of the signature header that rpm takes into the main header (lib/package.c, xlateTags), and their
/// types; it stops at any other type. `count` 0 is any.
struct SignatureTag {
    std::uint32_t tag;
    RpmType type;
    std::uint32_t count;
};
constexpr std::array<SignatureTag, 15> signature_tags{{{267, RpmType::binary, 0},
                                                       {268, RpmType::binary, 0},
                                                       {269, RpmType::string, 1},
                                                       {270, RpmType::int64, 1},
                                                       {271, RpmType::int64, 1},
                                                       {273, RpmType::string, 1},
                                                       {274, RpmType::string_array, 0},
                                                       {275, RpmType::int32, 1},
                                                       {276, RpmType::string_array, 0},
                                                       {277, RpmType::int32, 1},
                                                       {1000, RpmType::int32, 1},
                                                       {1002, RpmType::binary, 0},
                                                       {1004, RpmType::binary, 16},
                                                       {1005, RpmType::binary, 0},
                                                       {1007, RpmType::int32, 1}}};

constexpr std::uint32_t sigtag_longsize = 270;
constexpr std::uint32_t sigtag_size = 1000;

Status check_lead(const PackageFile& file) {
    MME_TRY(const Bytes lead, file.read_range(0, rpm_lead_bytes));
    if (read_be32(lead) != 0xedabeedb) return malformed(file, "no rpm lead at offset 0");
    if (lead[4] < 3 || lead[4] > 4) {
        return malformed(file, fmt::format("lead of format {}, expected 3 or 4", lead[4]));
    }
    const std::uint64_t signature_type = big_endian(lead, 78, 2);
    if (signature_type != 5) {
        return malformed(file,
                         fmt::format("lead names signature type {}, expected 5 (header)", signature_type));
    }
    return Done{};
}

/// The first offset after the signature header and its padding to 8 bytes.
Result<std::uint64_t> end_of_padding(const PackageFile& file, std::uint64_t end) {
    const std::uint64_t aligned = (end + 7) / 8 * 8;
    MME_TRY(const Bytes padding, file.read_range(end, aligned - end));
    if (!only_zeros(padding)) {
        return malformed(file, fmt::format("padding of the signature header at offset {} is not zero", end));
    }
    return aligned;
}

Status check_signature_tags(const PackageFile& file, const RpmHeader& signatures) {
    for (const SignatureTag& known : signature_tags) {
        const RpmEntry* entry = signatures.find(known.tag);
        if (entry == nullptr) continue;
        if (entry->type != known.type || (known.count != 0 && entry->count != known.count))
            return malformed(file,
                             fmt::format("tag {} of the signature header has type {} and count {}, not "
                                         "those of rpm's own table",
                                         known.tag, static_cast<std::uint32_t>(entry->type), entry->count));
    }
    return Done{};
}

/// The signature header states how long header and payload are together; in format 6 it does not.
Status check_stated_size(const PackageFile& file, const RpmHeader& signatures, std::uint64_t found) {
    for (const std::uint32_t tag : {sigtag_size, sigtag_longsize}) {
        if (signatures.find(tag) == nullptr) continue;
        const auto stated = signatures.number(tag);
        if (stated == found) continue;
        return malformed(
            file, stated ? fmt::format("header and payload are {} bytes, the signature header states {}",
                                       found, *stated)
                         : fmt::format("size tag {} of the signature header is no number", tag));
    }
    return Done{};
}

/// Format 6: the header itself states how long the payload is.
Status check_payload_size(const PackageFile& file, const RpmHeader& header, std::uint64_t found) {
    const auto stated = header.number(rpm_tag::payload_size);
    if (!stated || *stated == found) return Done{};
    return malformed(file, fmt::format("the payload has {} bytes, the header states {}", found, *stated));
}

/// rpm holds what is stored against the digest of what is expanded where that one is alone, and finds it bad.
Status check_payload_digests(const PackageFile& file, const RpmHeader& header) {
    constexpr std::uint32_t digest_of_expanded = 5097;
    if (header.find(digest_of_expanded) == nullptr || header.find(rpm_tag::payload_digest) != nullptr)
        return Done{};
    return malformed(
        file, "the header has a digest of the expanded payload (tag 5097) and none of the stored one (5092)");
}

}  // namespace

Result<RpmLayout> read_rpm_layout(const PackageFile& file) {
    MME_CHECK(check_lead(file));
    MME_TRY(RpmHeader signatures, RpmHeader::read(file, rpm_lead_bytes, RpmHeaderKind::signatures));
    MME_CHECK(check_signature_tags(file, signatures));
    MME_TRY(const std::uint64_t start, end_of_padding(file, rpm_lead_bytes + signatures.size()));
    MME_TRY(RpmHeader header, RpmHeader::read(file, start, RpmHeaderKind::main));
    MME_CHECK(check_rpm_tags(file, header));
    const Extent header_extent{start, header.size()};
    const std::uint64_t payload_start = start + header.size();
    const Extent payload{payload_start, file.size() - payload_start};
    MME_CHECK(check_stated_size(file, signatures, header_extent.length + payload.length));
    MME_CHECK(check_payload_size(file, header, payload.length));
    MME_CHECK(check_payload_digests(file, header));
    return RpmLayout{std::move(signatures), std::move(header), header_extent, payload};
}

}  // namespace mme
