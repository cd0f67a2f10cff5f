// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libverify/decode/decoder.h"
#include "libverify/io/bytes.h"

namespace mme {

/// The forms of cpio that rpm reads: newc "070701", crc "070702", and rpm's own "07070X", which has nothing
/// but the number of the file in the header.
enum class CpioForm { newc, crc, stripped };

/// One entry as the archive states it; nothing of it is believed.
struct CpioEntry {
    CpioForm form = CpioForm::newc;
    std::string name;         ///< newc, crc: 1 to 4,095 bytes
    unsigned mode = 0;        ///< newc, crc: st_mode
    std::uint32_t index = 0;  ///< stripped
    std::uint64_t size = 0;   ///< newc, crc: bytes of content
};

/// Reads a cpio archive as rpm's lib/cpio.c does, without what only rpm's strtoul lets pass: numbers are
/// eight hexadecimal digits, names end with their one NUL, padding is zero, one form throughout, and nothing
/// but zeros behind the trailer. All errors are archive-malformed with the place in the expanded archive.
class CpioReader {
  public:
    /// The file has to live longer than the reader. Errors: those of the decoder.
    static Result<CpioReader> open(const PackageFile& file, Extent extent, Compression compression);

    /// The entry that follows the content before; nothing behind the trailer, when the end of the extent is
    /// reached. The content before must have been read to its end.
    Result<std::optional<CpioEntry>> next();

    /// How many bytes of content the entry has: what rpm goes by is the header and not the archive. Once for
    /// each entry, before read().
    void expect(std::uint64_t bytes) noexcept { left_ = bytes; }

    /// The next bytes of the content; 0 at its end, when a crc entry's checksum was right.
    Result<std::size_t> read(std::span<std::uint8_t> out);

    /// Bytes of the expanded archive that were read so far.
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }

    [[nodiscard]] Error malformed(std::string_view what) const;

  private:
    CpioReader(Decoder decoder, std::string shown) : decoder_(std::move(decoder)), shown_(std::move(shown)) {}
    Result<std::size_t> take(std::span<std::uint8_t> out);
    Status take_all(std::span<std::uint8_t> out);
    Status skip_padding();
    Result<CpioForm> read_magic();
    Result<CpioEntry> read_stripped();
    Result<CpioEntry> read_named(CpioForm form);
    Result<std::string> read_name(std::uint64_t bytes);
    Status check_form(const CpioEntry& entry);
    Status check_checksum();
    Status check_end(const CpioEntry& trailer);

    Decoder decoder_;
    std::string shown_;
    Bytes buffer_;
    std::size_t used_ = 0;    ///< of the buffer
    std::size_t filled_ = 0;  ///< of the buffer
    std::uint64_t position_ = 0;
    std::uint64_t left_ = 0;
    std::optional<CpioForm> form_;
    std::optional<std::uint32_t> checksum_;  ///< of a crc entry, until it was compared
    std::uint32_t sum_ = 0;
};

}  // namespace mme
