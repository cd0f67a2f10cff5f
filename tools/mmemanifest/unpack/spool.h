// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// One file on its way to the engines: bytes behind a descriptor that has no name on disk.
struct SpooledFile {
    std::string path;  ///< as the report names it
    Fd descriptor;
    std::uint64_t size = 0;
    Sha256 sha256;
};

/// Gives the next bytes of a content; 0 at its end.
using ReadPiece = std::function<Result<std::size_t>(std::span<std::uint8_t> out)>;

/// Copies a content into memory (small) or an unlinked file of $TMPDIR (large, by `expected_size`).
/// Errors: the reader's own; internal-error when it cannot be stored (a full disk).
Result<SpooledFile> spool(std::string path, std::uint64_t expected_size, const ReadPiece& read);

/// The same for bytes at hand.
Result<SpooledFile> spool_bytes(std::string path, ByteView bytes);

}  // namespace mme
