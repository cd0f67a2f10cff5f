// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/place_set.h"

#include <algorithm>

#include "libverify/scope/normal_path.h"

namespace mme {
namespace {

constexpr auto of_host = PathResolver::Links::of_host;

/// The directory that a prefix is written in, and what is left of it: "/opt/mme/" and "", "/opt" and "mme".
std::pair<std::string, std::string> split(const std::string& prefix) {
    const auto slash = prefix.rfind('/');
    return {prefix.substr(0, slash), prefix.substr(slash + 1)};
}

std::string below(const std::string& directory, const std::string& rest) {
    return (directory == "/" ? "" : directory) + "/" + rest;
}

/// Compared without a copy: a package may have 1,000,000 paths.
bool is_directory_itself(const std::string& path, const std::string& prefix) {
    return prefix.size() == path.size() + 1 && prefix.back() == '/' && prefix.starts_with(path);
}

}  // namespace

void PlaceSet::add_written(std::string prefix) {
    if (std::find(prefixes_.begin(), prefixes_.end(), prefix) == prefixes_.end())
        prefixes_.push_back(std::move(prefix));
}

Status PlaceSet::add(const std::string& prefix, PathResolver& resolver) {
    const auto [written, rest] = split(prefix);
    MME_TRY(const std::string directory, normal_path(written));
    MME_TRY(const std::string led, resolver.resolve(directory, of_host, true));
    add_written(below(directory, rest));
    add_written(below(led, rest));
    if (rest.empty()) return Done{};
    // The prefix may be a whole name, and that name a link.
    MME_TRY(const std::string whole, resolver.resolve(below(led, rest), of_host, true));
    add_written(whole);
    return Done{};
}

bool PlaceSet::holds(const std::string& path) const {
    return std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) {
        return path.starts_with(prefix) || is_directory_itself(path, prefix);
    });
}

bool PlaceSet::is_above_one(const std::string& path) const {
    const std::string directory = below(path, "");
    return std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) {
        return prefix.size() > directory.size() && prefix.starts_with(directory);
    });
}

}  // namespace mme
