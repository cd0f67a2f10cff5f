// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libverify/corridor/request.h"
#include "libverify/host/layout.h"
#include "libverify/io/bytes.h"

namespace mme {

/// A manifest that somebody offers for a package. Nothing of it is trusted.
struct SignedManifest {
    std::string source;  ///< "embedded", "beside", "store"
    Bytes manifest;
    std::optional<Bytes> signature;
    std::optional<Error>
        obstacle;  ///< it is there but cannot be read: it fails with this, others may still do
};

/// The candidates in the order of SPEC.md section 7: embedded, beside the file, in the store. A file that is
/// there but cannot be read, is no regular file or too large is a candidate with an obstacle; one that is not
/// there is none. Never waits, whatever lies there.
std::vector<SignedManifest> find_manifests(const HostLayout& host, const Element& element,
                                           const Package& package);

}  // namespace mme
