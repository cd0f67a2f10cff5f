// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// The compressions of files that packages hold.
enum class StreamFormat { gzip, bzip2, xz, lzma, lzip, zstd, lz4, compress };

/// Decodes a file that begins with a stream, and the streams of the same format that follow it without a gap,
/// as the format's own program does: gzip members, bzip2 and xz streams (and the padding of xz,
/// four zeros each), lzip members, zstd and lz4 frames, those of lz4's legacy format too.
/// Checksums that the format has are verified. Frames that decoders skip are not decoded but listed.
/// Memory as that of Decoder, with lz4 below 32 MiB. The file has to live longer than the chain.
class StreamChain {
  public:
    /// A skippable frame whose content is no longer than this (sizes, as pzstd writes them) is not listed.
    static constexpr std::uint64_t most_unlisted_bytes = 16;

    /// Reads nothing yet. Errors: internal-error if there is no memory.
    static Result<StreamChain> open(const PackageFile& file, StreamFormat format);

    StreamChain(StreamChain&&) noexcept;
    StreamChain& operator=(StreamChain&&) noexcept;
    StreamChain(const StreamChain&) = delete;
    StreamChain& operator=(const StreamChain&) = delete;
    ~StreamChain();

    /// Fills `out` from its start; fewer bytes only at the end of the last stream.
    /// Errors: archive-malformed with offset and reason; the chain may not be read any more then.
    Result<std::size_t> read(std::span<std::uint8_t> out);

    /// Where in the file what was decoded ended; known when read() gave less than was asked for.
    [[nodiscard]] std::uint64_t end() const noexcept;
    /// The contents of the skippable frames before it.
    [[nodiscard]] const std::vector<Extent>& skippable() const noexcept;

  private:
    struct State;
    explicit StreamChain(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mme
