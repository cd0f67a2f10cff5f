// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/io/byte_order.h"
#include "libverify/io/extent.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// Where an entry of a tar archive has its body.
struct TarItem {
    Extent body;          ///< as it is stored, without padding
    bool sparse = false;  ///< holes are left out of it, and a map of them may be in front
};

/// Where the entries of a tar archive are (V7, ustar, pax as in POSIX.1-2001, GNU), and nothing of what they
/// are: GNU tar's reading, against which another reader is held. Headers that describe the next entry are
/// passed. The file has to live longer.
class TarOutline {
  public:
    explicit TarOutline(const PackageFile& file) : file_(file) {}

    /// The next entry; nothing at the first block of zeros or the end of the file. Errors: archive-malformed
    /// for a header that is none, a body that leaves the file, what has a body and is no file, parts of
    /// several volumes, and pax records that are not well formed or change the size of all that follows;
    /// those of reading.
    Result<std::optional<TarItem>> next();

  private:
    /// What a pax header says of the entry behind it.
    struct Pax {
        std::optional<std::uint64_t> size;
        bool sparse = false;
    };

    [[nodiscard]] Error malformed(std::string_view what) const;
    Result<Extent> body_of(ByteView header, std::uint64_t size) const;
    Status pass(char type, const Extent& body);
    Status take_pax(char type, const Extent& body);
    Result<TarItem> item(ByteView header);
    Status pass_map(ByteView header);

    const PackageFile& file_;
    std::uint64_t at_ = 0;  ///< of the next header
    std::optional<Pax> pax_;
};

}  // namespace mme
