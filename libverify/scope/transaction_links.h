// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "manifest/result.h"

namespace mme {

/// The new symbolic links of all packages of a transaction. A package manager may make them before it unpacks
/// any of the others, so that paths of one package lead through links of another.
class TransactionLinks {
  public:
    /// A package may make a link at `place`, a normal path, that is not on the host. Errors:
    /// archive-malformed for more than 1,000,000 links or 64 MiB of text in them.
    Status note_link(const std::string& place, const std::string& target);

    /// A path of a package leads to `place`, a normal path, through the directories above it.
    void note_directories_above(std::string_view place);

    /// The target of the link that a package may make at `path`. Errors: archive-malformed if two packages
    /// bring links with different targets.
    [[nodiscard]] Result<std::optional<std::string>> find(const std::string& path) const;

    /// Whether, since this was last asked, a link came up that a path passes through: packages that were
    /// matched before may have paths that lead elsewhere. Asked of nothing that has changed, it says no.
    bool changed_a_path();

  private:
    struct Link {
        std::string target;
        bool disputed = false;
    };

    std::unordered_map<std::string, Link> links_;
    std::size_t text_ = 0;              ///< of links_
    std::size_t links_when_asked_ = 0;  ///< by changed_a_path()
    /// Hashes of paths; two paths with one hash cost a second look and nothing else.
    std::unordered_set<std::size_t> directories_;
    bool too_many_directories_ = false;
    std::string last_directory_;
};

}  // namespace mme
