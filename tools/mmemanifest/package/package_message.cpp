// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/package/package_message.h"

#include <utility>

#include "libverify/digest/hasher.h"
#include "manifest/content_id.h"

namespace mme {
namespace {

constexpr std::uint64_t most_parts = 3;

void write_tally(MessageWriter& message, const Tally& tally) {
    message.number(tally.files).number(tally.bytes);
}

Tally read_tally(MessageReader& message) {
    Tally tally;
    tally.files = message.number();
    tally.bytes = message.number();
    return tally;
}

void write_identity(MessageWriter& message, const Identity& identity) {
    message.number(identity.type == PackageType::rpm ? 1 : 0);
    message.text(identity.name).text(identity.version).text(identity.architecture);
}

Identity read_identity(MessageReader& message) {
    Identity identity;
    identity.type = message.number() != 0 ? PackageType::rpm : PackageType::deb;
    identity.name = message.text();
    identity.version = message.text();
    identity.architecture = message.text();
    return identity;
}

void write_parts(MessageWriter& message, const Package& package) {
    message.number(package.parts.size());
    for (std::size_t i = 0; i < package.parts.size(); ++i) {
        message.text(package.parts[i].name).digest(package.parts[i].sha256);
        message.number(package.part_extents[i].offset).number(package.part_extents[i].length);
    }
}

void read_parts(MessageReader& message, Package& package) {
    const std::uint64_t count = message.number();
    for (std::uint64_t i = 0; i < count && i < most_parts && message.more(); ++i) {
        Part part;
        part.name = message.text();
        part.sha256 = message.digest();
        Extent extent;
        extent.offset = message.number();
        extent.length = message.number();
        part.size = extent.length;
        package.parts.push_back(std::move(part));
        package.part_extents.push_back(extent);
    }
}

/// An rpm's parts are header and payload; a deb's debian-binary, control.tar and data.tar.
void derive(Package& package) {
    const bool rpm = package.identity.type == PackageType::rpm;
    if (package.parts.size() != (rpm ? 2 : 3)) return;
    package.header_sha256 = package.parts[rpm ? 0 : 1].sha256;
    package.payload = package.part_extents.back();
    if (!rpm) package.control = package.part_extents[1];
    package.content_id = sha256_of(as_bytes(content_id_text(package.parts)));
}

}  // namespace

void write_facts(MessageWriter& message, const Package& package) {
    write_identity(message, package.identity);
    message.text(package.vendor);
    write_parts(message, package);
    write_tally(message, package.scripts);
    message.number(package.listed ? 1 : 0);
    write_tally(message, package.listed.value_or(Tally{}));
}

Package read_facts(MessageReader& message) {
    Package package;
    package.identity = read_identity(message);
    package.vendor = message.text();
    read_parts(message, package);
    package.scripts = read_tally(message);
    const bool listed = message.number() != 0;
    const Tally tally = read_tally(message);
    if (listed) package.listed = tally;
    derive(package);
    return package;
}

}  // namespace mme
