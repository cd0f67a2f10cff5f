// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/host/layout.h"
#include "libverify/package/payload.h"
#include "libverify/policy/policy.h"
#include "libverify/scope/dpkg_diversions.h"
#include "libverify/scope/place_set.h"
#include "libverify/scope/scope.h"

namespace mme {

/// Matches the paths of one package, one after another. What it keeps grows with the package's links alone.
class PathMatcher {
  public:
    /// `root` and `links` as for match_scope. Errors: those of PlaceSet::add.
    static Result<PathMatcher> open(const HostLayout& host, const Scope& scope, const std::string& root,
                                    TransactionLinks& links);

    /// A link that the package manager may have made before any other path of the package.
    Status note_link(const PayloadPath& one);

    /// From now on paths are those of `package`, which dpkg installs, where the host has these diversions.
    void divert(DpkgDiversions diversions, std::string package);

    /// Errors: archive-malformed for a path that is none or cannot be followed.
    Status visit(const PayloadPath& one);

    [[nodiscard]] const ScopeMatch& match() const noexcept { return match_; }

  private:
    PathMatcher(const std::string& root, TransactionLinks& links) : links_(&links), resolver_(root, &links) {}

    Status add(const std::vector<std::string>& prefixes, PlaceSet& places);
    Status follow(const std::string& path, bool last);
    Status visit_target(const std::string& path);
    Result<bool> is_on_host(const std::string& path, const PayloadPath& one);
    void meet(const std::string& place, bool is_directory, bool on_host);
    void meet_enforcement(const std::string& place);

    Status add_link(const std::string& target, bool on_host);
    Status meet_all(const std::string& path, bool is_directory, bool on_host);

    DpkgDiversions diversions_;
    std::string package_;
    TransactionLinks* links_;
    PathResolver resolver_;
    PlaceSet in_scope_;
    PlaceSet guarded_;
    PlaceSet enforcement_;
    ScopeMatch match_;
    std::vector<std::string> readings_;  ///< of the path that is being visited
};

}  // namespace mme
