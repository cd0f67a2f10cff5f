// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/scope/path_resolver.h"

namespace mme {

/// Places in the tree of a host, as they are written and as they lead through the host's links.
class PlaceSet {
  public:
    /// Adds every path that begins with `prefix`, an absolute path: "/opt/mme/" is that directory and all
    /// below it, "/opt/mme" also "/opt/mme-old". Errors: those of PathResolver::resolve.
    Status add(const std::string& prefix, PathResolver& resolver);

    /// Whether `path`, a normal path, is one of the places or below one.
    [[nodiscard]] bool holds(const std::string& path) const;
    /// Whether a place is below `path`.
    [[nodiscard]] bool is_above_one(const std::string& path) const;

  private:
    void add_written(std::string prefix);

    std::vector<std::string> prefixes_;
};

}  // namespace mme
