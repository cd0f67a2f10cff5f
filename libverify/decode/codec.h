// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "libverify/io/bytes.h"

namespace mme {

/// What one call of a codec did. A fault is a static text; nothing else counts then.
struct CodecStep {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool ended = false;  ///< the stream is whole and its checksum right
    std::string_view fault;
};

/// One decoding library behind one function. Neither throws nor reads files.
class Codec {
  public:
    Codec() = default;
    Codec(const Codec&) = delete;
    Codec& operator=(const Codec&) = delete;
    virtual ~Codec() = default;

    /// Decodes from `in` to `out`, which is not empty. `last`: no input follows `in`. A step that neither
    /// consumes nor produces needs more input. Not called again after the end or a fault.
    virtual CodecStep step(ByteView in, std::span<std::uint8_t> out, bool last) = 0;
};

// Each gives nothing if the library has no memory.
std::unique_ptr<Codec> stored_codec();
std::unique_ptr<Codec> gzip_codec();
std::unique_ptr<Codec> deflate_codec();
std::unique_ptr<Codec> bzip2_codec();
std::unique_ptr<Codec> xz_codec();
std::unique_ptr<Codec> lzma_codec();
std::unique_ptr<Codec> lzip_codec();
std::unique_ptr<Codec> zstd_codec();

}  // namespace mme
