// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libverify/scope/transaction_links.h"
#include "manifest/result.h"

namespace mme {

/// Says where a path leads when a package manager creates it below a root directory: links that are there
/// already, and links that the package itself brings, are followed as the kernel does (path_resolution(7)),
/// with absolute targets beginning at the root directory.
class PathResolver {
  public:
    enum class Links { of_host, of_packages_and_host };

    /// `root`: the absolute path of the root directory that is installed into; "" for the running system's.
    /// `transaction`, if given, has the links of all packages and must outlive this.
    explicit PathResolver(std::string root, const TransactionLinks* transaction = nullptr)
        : root_(std::move(root)), transaction_(transaction) {}

    /// From now on the package has a symbolic link at `path`, a normal path, with this target as stored.
    /// Errors: archive-malformed for more than 1,000,000 links or 64 MiB of text in them.
    Status add_link(const std::string& path, const std::string& target);

    /// Where `path`, a normal path, leads. The links of the directories above it are followed, a link that
    /// stands at the path itself only if `last` says so. What does not exist leads to itself.
    /// Errors: archive-malformed for more than 40 links in one path (as the kernel's ELOOP), for a result of
    /// more than 4,096 bytes, and for paths that take more than 256 MiB of text together to follow.
    Result<std::string> resolve(const std::string& path, Links links, bool last);

    /// Whether resolve() refuses whatever it is given now, since too much text was followed already.
    [[nodiscard]] bool exhausted() const noexcept;

    /// The link that is at `path` on the host now; its target as stored.
    std::optional<std::string> host_link(const std::string& path);

  private:
    class Walk;

    Result<std::optional<std::string>> link_at(const std::string& path, Links links);

    std::string root_;
    const TransactionLinks* transaction_;
    std::unordered_map<std::string, std::string> package_links_;
    std::uint64_t package_text_ = 0;
    /// What readlink(2) said lately.
    std::unordered_map<std::string, std::optional<std::string>> host_links_;
    std::size_t remembered_text_ = 0;  ///< of host_links_
    std::uint64_t spent_ = 0;
};

}  // namespace mme
