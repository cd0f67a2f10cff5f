// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "libverify/embed/embed.h"

namespace mme {

/// Appends to a file that is being written.
class Output {
  public:
    explicit Output(int descriptor) noexcept : descriptor_(descriptor) {}
    Status write(ByteView bytes);
    /// Copies `length` bytes of the file from `offset`, in pieces.
    Status copy(const PackageFile& file, std::uint64_t offset, std::uint64_t length);

  private:
    int descriptor_;
};

/// Runs `fill` on a new file beside `output`, then `check` on its path, syncs and renames it; on any error
/// the new file is removed and `output` left as it was.
Status write_through(const std::filesystem::path& output, const std::function<Status(Output&)>& fill,
                     const std::function<Status(const std::filesystem::path&)>& check);

/// The container-specific writers of embed().
Status write_embedded_rpm(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
                          Output& output);
Status write_embedded_deb(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
                          Output& output);

}  // namespace mme
