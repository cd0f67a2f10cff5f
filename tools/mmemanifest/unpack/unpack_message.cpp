// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/unpack_message.h"

#include <utility>

#include "tools/mmemanifest/package/package_message.h"

namespace mme {
namespace {

void write_limits(MessageWriter& message, const UnpackLimits& limits) {
    message.number(limits.depth).number(limits.entries).number(limits.expanded_bytes).number(limits.ratio);
    message.number(limits.seconds);
}

UnpackLimits read_limits(MessageReader& message) {
    UnpackLimits limits;
    limits.depth = static_cast<unsigned>(message.number());
    limits.entries = message.number();
    limits.expanded_bytes = message.number();
    limits.ratio = message.number();
    limits.seconds = message.number();
    return limits;
}

void write_time(MessageWriter& message, const PackageTime& time) {
    message.number(static_cast<std::uint64_t>(time.most.count()));
    message.number(static_cast<std::uint64_t>(time.left().count()));
}

PackageTime read_time(MessageReader& message) {
    const std::chrono::seconds most(message.number());
    return PackageTime::rest_of(most, std::chrono::milliseconds(message.number()));
}

}  // namespace

MessageWriter write_request(const UnpackRequest& request) {
    MessageWriter message(unpack_request);
    message.text(request.display_name);
    write_limits(message, request.limits);
    write_time(message, request.time);
    write_facts(message, request.package);
    return message;
}

UnpackRequest read_request(MessageReader& message) {
    UnpackRequest request;
    request.display_name = message.text();
    request.limits = read_limits(message);
    request.time = read_time(message);
    request.package = read_facts(message);
    return request;
}

void write_offered(MessageWriter& message, const SpooledFile& file) {
    message.text(file.path).number(file.size).number(file.counted).digest(file.sha256);
}

SpooledFile read_offered(MessageReader& message) {
    SpooledFile file;
    file.path = message.text();
    file.size = message.number();
    file.counted = message.number();
    file.sha256 = message.digest();
    return file;
}

void write_one(MessageWriter& message, const FileEntry& entry) {
    message.text(entry.path).number(static_cast<std::uint64_t>(entry.type)).number(entry.mode);
    message.text(entry.owner).text(entry.group).number(entry.size);
    message.number(entry.sha256 ? 1 : 0).digest(entry.sha256.value_or(Sha256{}));
    message.number(entry.target ? 1 : 0).text(entry.target.value_or(""));
}

FileEntry read_file_entry(MessageReader& message) {
    FileEntry entry;
    entry.path = message.text();
    entry.type = static_cast<FileType>(message.number());
    entry.mode = static_cast<unsigned>(message.number());
    entry.owner = message.text();
    entry.group = message.text();
    entry.size = message.number();
    const bool hashed = message.number() != 0;
    const Sha256 digest = message.digest();
    if (hashed) entry.sha256 = digest;
    const bool linked = message.number() != 0;
    std::string target = message.text();
    if (linked) entry.target = std::move(target);
    return entry;
}

void write_one(MessageWriter& message, const Container& container) {
    message.text(container.path).number(container.members).number(container.bytes).digest(container.sha256);
}

Container read_container(MessageReader& message) {
    Container container;
    container.path = message.text();
    container.members = message.number();
    container.bytes = message.number();
    container.sha256 = message.digest();
    return container;
}

void write_one(MessageWriter& message, const Skipped& gap) {
    message.text(gap.path).text(gap.reason);
}

Skipped read_gap(MessageReader& message) {
    Skipped gap;
    gap.path = message.text();
    gap.reason = message.text();
    return gap;
}

}  // namespace mme
