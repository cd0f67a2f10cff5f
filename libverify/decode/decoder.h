// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// How a part of a package is stored. `none` is the bytes as they are; `deflate` is found in zip archives
/// alone.
enum class Compression { none, gzip, bzip2, xz, lzma, zstd, deflate };

/// The name of a compression for messages: "gzip", "xz", ...
std::string_view word(Compression compression) noexcept;

/// Decodes one stream that fills an extent of a file exactly, as dpkg and rpm read it: gzip (RFC 1952) is one
/// member, bzip2 and xz one stream (of any number of blocks), lzma the .lzma format, zstd (RFC 8878) one
/// frame that is neither skippable nor of a format before 1.0, deflate (RFC 1951) a bare stream. Checksums
/// that the format has are verified. The decoder's own memory stays below 160 MiB: dictionaries up to 96 MiB
/// (xz, lzma: -9 has 64) and windows up to 128 MiB (zstd: --ultra -22) are read, larger ones refused. The
/// file has to live longer than the decoder.
class Decoder {
  public:
    /// Reads nothing yet. Errors: archive-malformed if the extent leaves the file, internal-error if there is
    /// no memory.
    static Result<Decoder> open(const PackageFile& file, Extent extent, Compression compression);

    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder();

    /// Fills `out` from its start; fewer bytes only at the end. 0 is the end, which is only reached when the
    /// stream's checksum was right and nothing follows it in the extent.
    /// Errors: archive-malformed with offset and reason; the decoder gives the same error from then on.
    Result<std::size_t> read(std::span<std::uint8_t> out);

    /// Bytes put out so far.
    [[nodiscard]] std::uint64_t position() const noexcept;

  private:
    struct State;
    explicit Decoder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mme
