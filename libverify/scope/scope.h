// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libverify/corridor/request.h"
#include "libverify/host/layout.h"
#include "libverify/package/package.h"
#include "libverify/policy/policy.h"
#include "libverify/scope/transaction_links.h"

namespace mme {

/// How a package stands to the places and names that a host minds.
struct ScopeMatch {
    bool in_scope = false;  ///< the policy's [scope], or a guarded path
    /// The first path that belongs to mmeverify itself.
    std::optional<std::string> guarded_path;
    /// The first few paths where configuration can switch enforcement off.
    std::vector<std::string> enforcement_paths;
};

/// Whether its name, a name it provides, replaces, obsoletes, conflicts with or breaks, or its vendor brings
/// it in.
bool is_in_scope_by_name(const Scope& scope, const Package& package);

/// Reads the package's paths, keeping none but its symbolic links, and matches them, as they are written and
/// as they lead on this host, against the policy's [scope] and the guarded places. In scope are also its
/// name, the names it provides, replaces, obsoletes, conflicts with or breaks, its vendor, and a symbolic
/// link that leads to a path in scope or stands where such a path passes. `root`: what the package manager
/// installs into; "" for "/". `links`: of the transaction; those of this package are noted there, and those
/// that other packages have noted are followed. Errors: archive-malformed when the paths cannot be read or
/// followed.
Result<ScopeMatch> match_scope(const HostLayout& host, const Policy& policy, const std::string& root,
                               const Element& element, const Package& package, TransactionLinks& links);

}  // namespace mme
