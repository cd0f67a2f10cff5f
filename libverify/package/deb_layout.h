// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <vector>

#include "libverify/decode/decoder.h"
#include "libverify/package/ar.h"

namespace mme {

/// The members of a deb, each in its place.
struct DebLayout {
    std::vector<ArMember> parts;  ///< debian-binary, control.tar*, data.tar*
    std::optional<ArMember> manifest;
    std::optional<ArMember> signature;
    std::optional<ArMember> debsig;  ///< _gpg* of debsigs
};

/// The compression of control.tar or data.tar, by the member's suffix and nothing else, as dpkg chooses it.
/// Errors: archive-malformed for a suffix that dpkg does not know.
Result<Compression> deb_member_compression(std::string_view name);

/// Errors: archive-malformed for any other member, order or format than read_deb documents.
Result<DebLayout> read_deb_layout(const PackageFile& file);

}  // namespace mme
