// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

#include "manifest/result.h"

namespace mme {

/// A directory of its own below $TMPDIR (else /tmp), mode 0700, for the files of confined processes; where
/// the program runs as root it belongs to nobody, as those do. It goes with its owner, with all that is in
/// it.
class ScratchDirectory {
  public:
    /// Errors: internal-error if it cannot be made.
    static Result<ScratchDirectory> make();
    ScratchDirectory(ScratchDirectory&& other) noexcept;
    ScratchDirectory& operator=(ScratchDirectory&&) = delete;
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ~ScratchDirectory();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    explicit ScratchDirectory(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

}  // namespace mme
