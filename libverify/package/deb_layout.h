// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <vector>

#include "libverify/package/ar.h"

namespace mme {

/// The members of a deb, each in its place.
struct DebLayout {
    std::vector<ArMember> parts;  ///< debian-binary, control.tar*, data.tar*
    std::optional<ArMember> manifest;
    std::optional<ArMember> signature;
    std::optional<ArMember> debsig;  ///< _gpg* of debsigs
};

/// Errors: archive-malformed for any other member, order or format than read_deb documents.
Result<DebLayout> read_deb_layout(const PackageFile& file);

}  // namespace mme
