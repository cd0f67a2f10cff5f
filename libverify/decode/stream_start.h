// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>

#include "libverify/decode/stream_chain.h"
#include "libverify/io/bytes.h"

namespace mme {

/// What the bytes behind a stream begin.
enum class StreamStart {
    stream,     ///< another one that the format's program goes on with
    skippable,  ///< a frame of zstd or lz4 that decoders skip: magic, size, that many bytes
    nothing,    ///< nothing of the format
};

inline constexpr std::size_t stream_start_bytes = 8;

/// `head` has stream_start_bytes, or fewer at the end of the file. A stream at the very start of a file is
/// one whatever this says: its decoder knows better.
StreamStart start_of_stream(StreamFormat format, ByteView head) noexcept;

/// Whether an lz4 stream is of the legacy format.
bool is_legacy_lz4(ByteView head) noexcept;

}  // namespace mme
