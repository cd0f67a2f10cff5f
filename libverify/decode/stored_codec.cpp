// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "libverify/decode/codec.h"

namespace mme {
namespace {

class StoredCodec final : public Codec {
  public:
    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool last) override {
        const std::size_t count = std::min(in.size(), out.size());
        std::copy_n(in.begin(), count, out.begin());
        return {.consumed = count, .produced = count, .ended = last && count == in.size(), .fault = {}};
    }
};

}  // namespace

std::unique_ptr<Codec> stored_codec() {
    return std::make_unique<StoredCodec>();
}

}  // namespace mme
