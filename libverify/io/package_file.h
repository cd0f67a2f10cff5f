// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

/// A package file, opened once. Everything is read with pread(2) from the one descriptor, so the
/// bytes that are judged are the bytes of one inode; the path is kept for messages alone.
class PackageFile {
  public:
    /// Opens a regular file for reading (O_NOFOLLOW is not set: a link is allowed, its target is
    /// what counts). Refuses directories, devices and FIFOs without blocking on them.
    /// Errors: internal-error with the system's reason.
    static Result<PackageFile> open(const std::filesystem::path& path);

    /// Takes over an open descriptor of a regular file. `shown` names it in messages.
    static Result<PackageFile> adopt(Fd descriptor, std::string shown);

    [[nodiscard]] int descriptor() const noexcept { return descriptor_.get(); }
    /// Size in bytes when it was opened.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] const std::string& shown() const noexcept { return shown_; }

    /// Fills `out` from `offset`. A range that leaves the file, or a file that shrank meanwhile, is
    /// archive-malformed; a reading error internal-error.
    Status read_at(std::uint64_t offset, std::span<std::uint8_t> out) const;

    /// The `length` bytes from `offset`; the range is checked against size() before memory is taken.
    Result<Bytes> read_range(std::uint64_t offset, std::uint64_t length) const;

  private:
    PackageFile(Fd descriptor, std::uint64_t size, std::string shown)
        : descriptor_(std::move(descriptor)), size_(size), shown_(std::move(shown)) {}

    Fd descriptor_;
    std::uint64_t size_ = 0;
    std::string shown_;
};

}  // namespace mme
