// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manifest/model.h"
#include "manifest/result.h"

namespace mme {

/// The kinds of repositories that are indexed, each by its field's own program.
enum class RepositoryKind { rpm, flat_deb, reprepro };

/// By what lies there: conf/distributions makes it one of reprepro; otherwise the packages' type decides.
RepositoryKind kind_of(const std::filesystem::path& repository, PackageType type);

/// How a repository takes in packages.
struct IndexRules {
    RepositoryKind kind = RepositoryKind::rpm;
    std::string distribution;          ///< reprepro: code name; empty: the only one there is
    std::vector<std::string> options;  ///< handed to createrepo_c, apt-ftparchive or reprepro
};

/// Takes the packages of `incoming` into the repository and indexes it. Signatures over the old index
/// are removed, because they would be wrong; a new one is the repository owner's business.
/// Errors: internal-error when a program fails, or when there is more than one distribution to choose from.
Status add_and_index(const std::filesystem::path& repository,
                     const std::vector<std::filesystem::path>& incoming, const std::filesystem::path& scratch,
                     const IndexRules& rules);

}  // namespace mme
