// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <optional>
#include <string>

#include "libverify/decode/decoder.h"
#include "libverify/package/tar_header.h"

namespace mme {

/// One entry of a tar archive: its header, with a GNU long name and target put in.
using TarEntry = TarHeader;

/// Reads a deb's control.tar or data.tar so that dpkg's own reader and GNU tar, which dpkg-deb runs, see the
/// same in it: headers as parse_tar_header() says, GNU long names and targets of at most 4,096 bytes with
/// their NUL, content padded with zeros, and at the end two blocks of zeros and nothing but zeros, at most 1
/// MiB of them. What names mean is the caller's. Memory does not grow with the archive.
class TarReader {
  public:
    /// `noun` is what messages call the archive ("control.tar.xz"). The file has to live longer than the
    /// reader. Errors: as Decoder::open().
    static Result<TarReader> open(const PackageFile& file, Extent extent, Compression compression,
                                  std::string noun);

    /// The next entry; nothing at the end of the archive, which has then been read to its last byte. What was
    /// not read of the entry before is passed over. Errors: archive-malformed.
    Result<std::optional<TarEntry>> next();

    /// Fills `out` with the next bytes of the entry's content; fewer only at its end. Errors:
    /// archive-malformed.
    Result<std::size_t> read(std::span<std::uint8_t> out);

    /// Bytes of the archive that were decoded so far.
    [[nodiscard]] std::uint64_t position() const noexcept { return decoder_.position(); }

    /// archive-malformed, naming file, archive and the entry that is being read.
    [[nodiscard]] Error malformed(std::string_view what) const;

  private:
    using Block = std::array<std::uint8_t, tar_block_bytes>;

    TarReader(const PackageFile& file, Decoder decoder, std::string noun)
        : file_(&file), decoder_(std::move(decoder)), noun_(std::move(noun)) {}

    Result<Block> block();
    Status pass_content();
    Status end();
    Result<std::optional<TarHeader>> header();
    Result<std::string> long_text(const TarHeader& header);
    Status take_long_text(const TarHeader& header);
    void put_long_texts_in(TarEntry& entry);

    const PackageFile* file_;
    Decoder decoder_;
    std::string noun_;
    std::uint64_t left_ = 0;     ///< bytes of content that were not read
    std::size_t padding_ = 0;    ///< zeros that follow the content
    std::uint64_t entries_ = 0;  ///< headers read so far
    std::optional<std::string> long_name_;
    std::optional<std::string> long_target_;
};

}  // namespace mme
