// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/path_matcher.h"

#include <algorithm>

#include "libverify/scope/guarded_places.h"
#include "libverify/scope/normal_path.h"

namespace mme {
namespace {

using Links = PathResolver::Links;

constexpr std::size_t most_enforcement_paths = 8;

/// The host's own places as they are called inside the root directory, if they are there.
HostLayout seen_from(const std::string& root, HostLayout host) {
    for (auto* path : {&host.policy, &host.state, &host.log}) {
        const std::string text = path->string();
        if (text.starts_with(root + "/")) *path = text.substr(root.size());
    }
    return host;
}

}  // namespace

Result<PathMatcher> PathMatcher::open(const HostLayout& host, const Scope& scope, const std::string& root,
                                      TransactionLinks& links) {
    PathMatcher matcher(root, links);
    MME_CHECK(matcher.add(scope.paths, matcher.in_scope_));
    MME_CHECK(matcher.add(product_places(host), matcher.guarded_));
    MME_CHECK(matcher.add(product_places(seen_from(root, host)), matcher.guarded_));
    MME_CHECK(matcher.add(enforcement_places(), matcher.enforcement_));
    return matcher;
}

Status PathMatcher::add(const std::vector<std::string>& prefixes, PlaceSet& places) {
    for (const std::string& prefix : prefixes) MME_CHECK(places.add(prefix, resolver_));
    return Done{};
}

Status PathMatcher::note_link(const PayloadPath& one) {
    if (one.type != FileType::symlink) return Done{};
    MME_TRY(const std::string path, normal_path(one.path));
    return resolver_.add_link(path, one.target);
}

Status PathMatcher::visit(const PayloadPath& one) {
    const bool is_directory = one.type == FileType::directory;
    MME_TRY(const std::string path, normal_path(one.path));
    MME_TRY(const bool on_host, is_on_host(path, one));
    if (const auto diverted = is_directory ? std::nullopt : diversions_.find(path, package_)) {
        MME_TRY(const std::string place, normal_path(*diverted));
        MME_CHECK(meet_all(place, is_directory, on_host));
    }
    MME_CHECK(meet_all(path, is_directory, on_host));
    if (one.type == FileType::symlink) {
        MME_CHECK(add_link(one.target, on_host));
        return visit_target(path);
    }
    if (one.type == FileType::hardlink) {
        MME_TRY(const std::string target, normal_path(one.target));
        return visit_target(target);
    }
    return Done{};
}

void PathMatcher::divert(DpkgDiversions diversions, std::string package) {
    diversions_ = std::move(diversions);
    package_ = std::move(package);
}

Status PathMatcher::meet_all(const std::string& path, bool is_directory, bool on_host) {
    // A directory that the host has as a link stays that link; any other file takes the link's place.
    MME_CHECK(follow(path, is_directory));
    for (const std::string& place : readings_) meet(place, is_directory, on_host);
    return Done{};
}

/// The link at readings_: it is also there where its own directory is a link to.
Status PathMatcher::add_link(const std::string& target, bool on_host) {
    for (const std::string& place : readings_) {
        MME_CHECK(resolver_.add_link(place, target));
        if (!on_host) MME_CHECK(links_->note_link(place, target));
    }
    return Done{};
}

/// Fills readings_ with every way to take a path: as written, by the host's links, by those of the packages
/// too. A package's link is made or is not, as the package manager finds a directory in its place.
Status PathMatcher::follow(const std::string& path, bool last) {
    readings_.assign(1, path);
    for (const Links links : {Links::of_host, Links::of_packages_and_host}) {
        MME_TRY(std::string led, resolver_.resolve(path, links, last));
        if (std::find(readings_.begin(), readings_.end(), led) == readings_.end())
            readings_.push_back(std::move(led));
    }
    for (const std::string& place : readings_) links_->note_directories_above(last ? place + "/" : place);
    return Done{};
}

/// A link into the scope opens a way around its paths. One that the kernel would not follow opens none.
Status PathMatcher::visit_target(const std::string& path) {
    if (auto led = follow(path, true); !led) return resolver_.exhausted() ? led : Done{};
    match_.in_scope |= std::any_of(readings_.begin(), readings_.end(),
                                   [&](const std::string& place) { return in_scope_.holds(place); });
    return Done{};
}

/// Whether creating it takes no path of the host anywhere else than now.
Result<bool> PathMatcher::is_on_host(const std::string& path, const PayloadPath& one) {
    if (one.type == FileType::directory) return true;
    if (one.type != FileType::symlink) return false;
    MME_TRY(const std::string place, resolver_.resolve(path, Links::of_host, false));
    return resolver_.host_link(place) == one.target;
}

void PathMatcher::meet(const std::string& place, bool is_directory, bool on_host) {
    const auto meets = [&](const PlaceSet& places) {
        return places.holds(place) || (!on_host && places.is_above_one(place));
    };
    match_.in_scope |= meets(in_scope_);
    if (!match_.guarded_path && meets(guarded_)) match_.guarded_path = place;
    if (!is_directory && meets(enforcement_)) meet_enforcement(place);
}

void PathMatcher::meet_enforcement(const std::string& place) {
    auto& paths = match_.enforcement_paths;
    const bool known = std::find(paths.begin(), paths.end(), place) != paths.end();
    if (!known && paths.size() < most_enforcement_paths) paths.push_back(place);
}

}  // namespace mme
