// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <optional>

#include "libverify/archive/archive_walk.h"

namespace mme {

/// An archive that libarchive reads, one entry after the other. What it merely warns about is read. Not to be
/// moved while entries are in use.
class ArchiveReader {
  public:
    /// Only that one format is switched on. Errors: archive-malformed; internal-error if libarchive was built
    /// without the decoder.
    static Result<ArchiveReader> open(const PackageFile& file, Extent extent, ContainerKind kind);

    /// The next entry, valid until the next call; nothing at the end. What was not read of the entry before
    /// is skipped. Errors: archive-malformed with libarchive's reason.
    Result<std::optional<ArchiveEntry>> next();

    /// What libarchive warned about first; empty if it did not.
    [[nodiscard]] const std::string& warning() const noexcept;

    /// Bytes that the last decoder has put out so far, for tar and cpio the end of what was understood.
    [[nodiscard]] std::uint64_t position() const;

    /// An error that names the archive's place in the file.
    [[nodiscard]] Error malformed(std::string_view what) const;

  private:
    struct Impl;
    struct Free {
        void operator()(Impl* impl) const noexcept;
    };
    explicit ArchiveReader(std::unique_ptr<Impl, Free> impl) : impl_(std::move(impl)) {}
    std::unique_ptr<Impl, Free> impl_;
};

}  // namespace mme
