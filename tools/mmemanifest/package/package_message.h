// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/message.h"

namespace mme {

// What the program that signs and a process that reads a package for it say to each other of that package.

/// With the package's descriptor, a text (the file's display name): what is this?
inline constexpr char package_request = 'p';
/// 0, the facts and the lengths of manifest and signature; or 1, a reason code and a text.
inline constexpr char package_described = 'd';
/// Bytes of the manifest and, behind it, of the signature.
inline constexpr char package_blobs = 'b';

/// The longest maintainer or vendor that is passed on, in bytes.
inline constexpr std::size_t max_vendor_bytes = 4096;

/// All of a package but what is embedded in it, what follows from its parts (content id, places of payload
/// and control) and the names that a host's scope looks at.
void write_facts(MessageWriter& message, const Package& package);
/// With what follows from the parts, if there are as many as the type has; part digests are as they were
/// said.
Package read_facts(MessageReader& message);

}  // namespace mme
