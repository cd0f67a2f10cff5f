// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/decode/decoder.h"
#include "libverify/package/payload.h"
#include "libverify/package/rpm_layout.h"

namespace mme {

/// How the payload is compressed, as rpm takes it: what PAYLOADCOMPRESSOR names; gzip, or nothing if its
/// bytes are a bare archive, when the tag is missing. Errors: archive-malformed for another word, and for a
/// PAYLOADFORMAT that is not "cpio" (a delta rpm).
Result<Compression> rpm_payload_compression(const PackageFile& file, const RpmLayout& layout);

/// The half of walk_payload() and walk_paths() for rpm packages; the same bounds and errors. Each entry of
/// the archive is held against the header's file: name, type, size, digest, the names of one file together
/// and the one with the content last; each listed file comes once, ghosts and unlisted files not at all.
/// Types, modes and owners are the header's. The other names of a file are visited as hard links to the one
/// that has the content.
Status walk_rpm_payload(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit);
/// From the header alone, ghosts included.
Status walk_rpm_paths(const PackageFile& file, const std::function<Status(const PayloadPath&)>& visit);

}  // namespace mme
