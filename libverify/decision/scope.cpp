// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decision/scope.h"

#include <algorithm>

#include "libverify/package/payload.h"

namespace mme {
namespace {

/// A folder "/opt/mme/" covers itself and all below; the package may name the folder without the slash.
bool lies_below(const std::string& path, const std::string& prefix) {
    return path.starts_with(prefix) || path + "/" == prefix;
}

bool is_below_any(const std::string& path, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return lies_below(path, prefix); });
}

}  // namespace

Result<bool> is_in_scope(const Policy& policy, const PackageFile& file, const Package& package,
                         const std::vector<std::string>& extra_paths) {
    const Scope& scope = policy.scope;
    if (scope.everything || matches_any(scope.names, package.identity.name)) return true;
    for (const std::string& name : package.claims)
        if (matches_any(scope.names, name)) return true;
    if (matches_any(scope.vendors, package.vendor)) return true;
    if (scope.paths.empty()) return false;
    for (const std::string& path : extra_paths)
        if (is_below_any(path, scope.paths)) return true;
    bool found = false;
    MME_CHECK(walk_paths(file, package, [&](const PayloadPath& one) -> Status {
        found = found || is_below_any(one.path, scope.paths);
        return Done{};
    }));
    return found;
}

}  // namespace mme
