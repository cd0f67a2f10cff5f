// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "libverify/io/fd.h"
#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// A repository's next state, built beside it in the same file system and put in its place in one step.
/// While one exists, no other of this program works on a repository in the same parent folder. What was
/// not put in place is removed.
class NewTree {
  public:
    /// Copies the repository (copy_tree), or begins an empty one where there is none. Remains of a run
    /// that was killed are removed. Errors: internal-error.
    static Result<NewTree> begin(const std::filesystem::path& repository);
    NewTree(NewTree&&) = default;
    NewTree& operator=(NewTree&&) = delete;
    NewTree(const NewTree&) = delete;
    NewTree& operator=(const NewTree&) = delete;
    ~NewTree();

    /// The folder to work in.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return place_.tree; }
    /// A folder in the same file system that never becomes part of the repository.
    [[nodiscard]] const std::filesystem::path& aside() const noexcept { return place_.aside; }

    /// Syncs the new tree and exchanges it with the repository (renameat2(2)), whose old state is
    /// removed. Errors: internal-error, with the repository as it was: when somebody has written
    /// there since begin(), or where the file system cannot exchange.
    Status put_in_place();

  private:
    struct Place {
        std::filesystem::path repository;
        std::filesystem::path tree;
        std::filesystem::path aside;
    };

    NewTree(Place place, Fd lock, std::optional<Sha256> before)
        : place_(std::move(place)), lock_(std::move(lock)), before_(before) {}
    static Place places_of(const std::filesystem::path& repository);
    static void clear(const Place& place);
    Status check_untouched() const;

    Place place_;
    Fd lock_;                       ///< the parent folder, locked
    std::optional<Sha256> before_;  ///< nothing: there was no repository
};

}  // namespace mme
