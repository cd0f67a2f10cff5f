// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libverify/io/package_file.h"
#include "libverify/package/package.h"
#include "libverify/package/payload.h"
#include "manifest/result.h"

namespace mme {

/// One package that somebody wants to install.
struct Element {
    std::string shown;                ///< path or NEVRA for messages
    std::optional<std::string> path;  ///< where it lies; finds FILE.mme.toml beside it
    Result<PackageFile> file;         ///< the open package, or why it could not be opened (refused)
    bool check_location = false;      ///< dpkg: it will open the path again, so the place must be safe
    bool digests_disabled = false;    ///< the package manager will not check file digests while unpacking
    std::vector<std::string> installed_versions;  ///< versions installed now under its name
    /// What it will install beside the paths of the package, since the package manager was told to put its
    /// files elsewhere (rpm --relocate, --prefix).
    std::vector<PayloadPath> extra_paths = {};
};

/// A whole transaction, and who asked for it.
struct Request {
    std::string action;     ///< "install", "check"
    std::string front_end;  ///< "rpm", "dpkg", "apt", "mmeverify"
    std::string root = {};  ///< the directory that is installed into (rpm --root); "" for "/"
    std::vector<Element> elements;
    /// Facts about the whole transaction that already refuse it (an unknown dpkg option, bad-verify in
    /// DPKG_FORCE). They hit every package in scope.
    std::vector<Error> objections;
};

}  // namespace mme
