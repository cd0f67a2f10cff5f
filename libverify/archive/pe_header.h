// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libverify/io/bytes.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// A section: where it lies in memory and in the file.
struct PeSection {
    std::uint64_t address;
    std::uint64_t size;  ///< in the file
    std::uint64_t offset;
};

/// The headers of a PE program (PE/COFF specification, sections 3.2 to 4).
struct PeHeader {
    std::uint64_t symbols = 0;  ///< where COFF's symbols are, and how many
    std::uint64_t symbol_count = 0;
    std::uint64_t optional_offset = 0;  ///< of the optional header
    std::uint64_t optional_bytes = 0;
    std::uint64_t stated_sections = 0;
    std::vector<PeSection> sections;  ///< those whose headers are in the file
};

/// Nothing if the file is no PE program. Errors: those of reading.
Result<std::optional<PeHeader>> read_pe_header(const PackageFile& file);

}  // namespace mme
