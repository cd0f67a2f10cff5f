// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/scope.h"

#include <algorithm>

#include "libverify/scope/path_matcher.h"

namespace mme {
namespace {

/// dpkg makes a deb's links behind everything else, so that no path of the archive that stands before one
/// leads through it. rpm makes them when it likes; its header is read twice for that, which costs next to
/// nothing.
Status visit_paths(const Element& element, const Package& package, PathMatcher& matcher) {
    const PackageFile& file = *element.file;
    if (package.identity.type == PackageType::rpm)
        MME_CHECK(walk_paths(file, package, [&](const PayloadPath& one) { return matcher.note_link(one); }));
    for (const PayloadPath& one : element.extra_paths) MME_CHECK(matcher.note_link(one));
    MME_CHECK(walk_paths(file, package, [&](const PayloadPath& one) { return matcher.visit(one); }));
    for (const PayloadPath& one : element.extra_paths) MME_CHECK(matcher.visit(one));
    return Done{};
}

}  // namespace

bool is_in_scope_by_name(const Scope& scope, const Package& package) {
    if (scope.everything || matches_any(scope.names, package.identity.name)) return true;
    if (matches_any(scope.vendors, package.vendor)) return true;
    return std::any_of(package.claims.begin(), package.claims.end(),
                       [&](const std::string& name) { return matches_any(scope.names, name); });
}

Result<ScopeMatch> match_scope(const HostLayout& host, const Policy& policy, const std::string& root,
                               const Element& element, const Package& package, TransactionLinks& links) {
    MME_TRY(PathMatcher matcher, PathMatcher::open(host, policy.scope, root, links));
    if (package.identity.type == PackageType::deb) {
        MME_TRY(auto diversions, DpkgDiversions::read(root));
        matcher.divert(std::move(diversions), package.identity.name);
    }
    MME_CHECK(visit_paths(element, package, matcher));
    ScopeMatch match = matcher.match();
    match.in_scope |= match.guarded_path.has_value() || is_in_scope_by_name(policy.scope, package);
    return match;
}

}  // namespace mme
