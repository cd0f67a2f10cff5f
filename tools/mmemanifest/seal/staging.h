// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// A hidden folder inside an output folder, where a set is written before any of it appears. It is
/// removed with whatever was not kept.
class Staging {
  public:
    /// Makes the output folder too, if it is not there. Errors: internal-error.
    static Result<Staging> make(const std::filesystem::path& output);
    Staging(Staging&& other) noexcept;
    Staging& operator=(Staging&&) = delete;
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    ~Staging();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

    /// Renames these files into the output folder. Errors: internal-error at the first that cannot be.
    Status keep(const std::vector<std::filesystem::path>& names) const;

  private:
    Staging(std::filesystem::path output, std::filesystem::path path)
        : output_(std::move(output)), path_(std::move(path)) {}

    std::filesystem::path output_;
    std::filesystem::path path_;
};

}  // namespace mme
