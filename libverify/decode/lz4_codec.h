// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>

#include "libverify/decode/codec.h"

namespace mme {

/// LZ4 frame format 1.6: one frame, its header, block and content checksums verified. Nothing if there is no
/// memory.
std::unique_ptr<Codec> lz4_frame_codec();
/// The legacy format (`lz4 -l`, Linux kernels): blocks of at most 8 MiB, to the end of the input or to a
/// number that is no block's size. It has no checksum.
std::unique_ptr<Codec> lz4_legacy_codec();

}  // namespace mme
