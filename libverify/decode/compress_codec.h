// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>

#include "libverify/decode/codec.h"

namespace mme {

/// compress(1): LZW with codes of 9 to 16 bits. The format has neither a checksum nor an end: a stream is cut
/// off where more is left at its end than the zeros that fill the last code's byte.
std::unique_ptr<Codec> compress_codec();

}  // namespace mme
