// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "libverify/package/rpm_files.h"

namespace mme {

/// Finds the header's file that an entry of the payload is, without a copy of any path. The files have to
/// live longer than the index.
class RpmFileIndex {
  public:
    /// Errors: archive-malformed if a path is there twice.
    static Result<RpmFileIndex> of(const PackageFile& file, const RpmFiles& files);

    /// By the name in a cpio entry: "./opt/file", "/opt/file" and "opt/file" are "/opt/file", as rpm takes
    /// them.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// By the number in a stripped entry.
    [[nodiscard]] std::optional<std::size_t> find(std::uint32_t number) const;

    /// How many names a file has beside the one that holds its content.
    [[nodiscard]] std::size_t other_names(std::size_t holder) const { return other_names_[holder]; }

  private:
    explicit RpmFileIndex(const RpmFiles& files);
    [[nodiscard]] int compare(std::size_t left, std::size_t right) const;

    const RpmFiles* files_;
    bool absolute_;  ///< a source package has plain names
    std::vector<std::uint32_t> by_path_;
    std::vector<std::uint32_t> other_names_;
};

}  // namespace mme
