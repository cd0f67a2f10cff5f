// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// A share of the memory that spooled files may take together; given back when its owner goes.
class MemoryShare {
  public:
    MemoryShare() = default;
    explicit MemoryShare(std::shared_ptr<std::atomic<std::uint64_t>> left) : left_(std::move(left)) {}
    MemoryShare(MemoryShare&& other) noexcept;
    MemoryShare& operator=(MemoryShare&& other) noexcept;
    MemoryShare(const MemoryShare&) = delete;
    MemoryShare& operator=(const MemoryShare&) = delete;
    ~MemoryShare() { release(); }

    /// Makes the share at least `bytes`; false if that much is not left.
    [[nodiscard]] bool grow_to(std::uint64_t bytes) noexcept;
    void release() noexcept;

  private:
    std::shared_ptr<std::atomic<std::uint64_t>> left_;
    std::uint64_t held_ = 0;
};

/// One file on its way to the engines: bytes behind a descriptor that has no name on disk.
struct SpooledFile {
    std::string path;  ///< as the report names it
    Fd descriptor;
    std::uint64_t size = 0;
    std::uint64_t counted = 0;  ///< bytes that the report counts: the size; for the package file its parts
    Sha256 sha256;
    MemoryShare memory;
};

/// Gives the next bytes of a content; 0 at its end.
using ReadPiece = std::function<Result<std::size_t>(std::span<std::uint8_t> out)>;

/// Where contents are kept until every engine has seen them: in memory while they are small and all of them
/// together stay within `memory_bytes`, else in an unlinked file of $TMPDIR. Names from packages never reach
/// a file system.
class Spool {
  public:
    static constexpr std::uint64_t default_memory_bytes = std::uint64_t{256} << 20U;
    static constexpr std::uint64_t most_file_bytes_in_memory = std::uint64_t{16} << 20U;

    explicit Spool(std::uint64_t memory_bytes = default_memory_bytes)
        : left_(std::make_shared<std::atomic<std::uint64_t>>(memory_bytes)) {}

    /// Copies a content. Errors: the reader's own; internal-error when it cannot be stored (a full disk).
    Result<SpooledFile> take(std::string path, const ReadPiece& read) const;
    /// The same for bytes at hand.
    Result<SpooledFile> take_bytes(std::string path, ByteView bytes) const;

  private:
    std::shared_ptr<std::atomic<std::uint64_t>> left_;
};

}  // namespace mme
