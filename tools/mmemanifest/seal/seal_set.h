// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "manifest/model.h"
#include "tools/mmemanifest/scan/scan.h"

namespace mme {

/// How a scanned set is sealed.
struct SealRules {
    std::optional<Release> release;  ///< nothing: each package's own vendor, name and version
    std::string key;                 ///< fingerprint or user id in the caller's GnuPG home
    std::filesystem::path output;    ///< folder for the copies, made if it is not there
    unsigned jobs = 1;               ///< packages written at the same time
};

/// Signs the manifests of the packages with one signature and writes the copies that carry them, each
/// under its own file name; the copies are read by children of the unpacking program. None of them appears
/// before all are written; an error or a signal until then leaves the output folder as it was.
Status seal_set(const std::vector<ScannedPackage>& packages, const SealRules& rules,
                const Unpacker& unpacker);

}  // namespace mme
