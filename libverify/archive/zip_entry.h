// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libverify/archive/zip_end.h"

namespace mme {

/// An entry as the central directory has it (APPNOTE.TXT section 4.3.12), sizes of 64 bits included.
struct ZipEntry {
    std::string name;  ///< raw bytes
    unsigned flags = 0;
    unsigned method = 0;
    std::uint32_t crc = 0;
    std::uint64_t compressed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;  ///< of the local header, as stated
    unsigned disk = 0;

    [[nodiscard]] bool encrypted() const noexcept { return (flags & 1U) != 0; }
    /// Sizes and CRC follow the content and may be 0 in the local header.
    [[nodiscard]] bool described_behind() const noexcept { return (flags & 8U) != 0; }
};

/// Where in the file an entry lies.
struct ZipPlace {
    Extent all;   ///< local header, content, and what describes it behind
    Extent body;  ///< the content as it is stored
};

/// Reads the central directory, one header after the other.
class ZipDirectory {
  public:
    /// The file has to live longer.
    ZipDirectory(const PackageFile& file, Extent directory)
        : file_(file), at_(directory.offset), end_(directory.offset + directory.length) {}

    /// Nothing at the end of the directory. Errors: archive-malformed for what is no header of an entry or
    /// leaves the directory.
    Result<std::optional<ZipEntry>> next();

  private:
    const PackageFile& file_;
    std::uint64_t at_;
    std::uint64_t end_;
};

/// Finds an entry by its local header. Errors: archive-malformed if that is not there, leaves the file, or
/// says another name, method, size or CRC than the directory: readers go by the one or the other.
Result<ZipPlace> place_of(const PackageFile& file, const ZipEntry& entry, const ZipEnd& end);

}  // namespace mme
