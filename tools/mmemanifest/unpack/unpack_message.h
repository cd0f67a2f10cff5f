// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/message.h"
#include "tools/mmemanifest/unpack/limits.h"
#include "tools/mmemanifest/unpack/package_time.h"
#include "tools/mmemanifest/unpack/unpacked.h"

namespace mme {

// What the program that signs and the process that unpacks a package say to each other.

/// With the package's descriptor: what is to be unpacked, within which limits.
inline constexpr char unpack_request = 'u';
/// Any number of numbers: offered files that every engine is through with.
inline constexpr char files_done = 'k';
/// A number, and the file; with its descriptor, but for the first one, which is the package itself.
inline constexpr char file_offered = 'o';
/// One or more of what goes into the manifest.
inline constexpr char inventory_part = 'i';
inline constexpr char containers_part = 'c';
inline constexpr char gaps_part = 'g';
/// 0; or 1, a reason code and a text.
inline constexpr char unpack_end = 'z';

/// What unpack() needs to know of a package; it was read before.
struct UnpackRequest {
    std::string display_name;
    Package package;
    UnpackLimits limits;
    PackageTime time;  ///< what is left of it goes over the connection
};
MessageWriter write_request(const UnpackRequest& request);
UnpackRequest read_request(MessageReader& message);

/// Path, size, counted bytes and digest.
void write_offered(MessageWriter& message, const SpooledFile& file);
/// Without a descriptor.
SpooledFile read_offered(MessageReader& message);

void write_one(MessageWriter& message, const FileEntry& entry);
void write_one(MessageWriter& message, const Container& container);
void write_one(MessageWriter& message, const Skipped& gap);
FileEntry read_file_entry(MessageReader& message);
Container read_container(MessageReader& message);
Skipped read_gap(MessageReader& message);

}  // namespace mme
