// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

/// A file in memory (memfd_create(2)) that another process of the same user can open by its path while this
/// object lives. Nobody else can change it, and nothing of it stays behind.
class MemoryFile {
  public:
    /// Errors: internal-error if there is no memory or descriptor left.
    static Result<MemoryFile> holding(ByteView content);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// What is in it now. Errors: internal-error, also for more than `most` bytes.
    [[nodiscard]] Result<std::string> content(std::size_t most) const;

  private:
    explicit MemoryFile(Fd descriptor);

    Fd descriptor_;
    std::string path_;
};

}  // namespace mme
