// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of libbz2.
#include <bzlib.h>

#include <algorithm>
#include <limits>

#include "libverify/decode/codec.h"

namespace mme {
namespace {

/// libbz2 checks each block's CRC and at the end the CRC of all. At most 4 MiB of memory.
class Bzip2Codec final : public Codec {
  public:
    Bzip2Codec() : ready_(::BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK) {}
    Bzip2Codec(const Bzip2Codec&) = delete;
    Bzip2Codec& operator=(const Bzip2Codec&) = delete;
    ~Bzip2Codec() override {
        if (ready_) ::BZ2_bzDecompressEnd(&stream_);
    }

    [[nodiscard]] bool ready() const noexcept { return ready_; }

    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool /*last*/) override {
        // libbz2 reads from it alone.
        stream_.next_in = reinterpret_cast<char*>(const_cast<std::uint8_t*>(in.data()));
        stream_.avail_in = most_at_once(in.size());
        stream_.next_out = reinterpret_cast<char*>(out.data());
        stream_.avail_out = most_at_once(out.size());
        const unsigned given = stream_.avail_in;
        const unsigned room = stream_.avail_out;
        const int result = ::BZ2_bzDecompress(&stream_);
        return {.consumed = given - stream_.avail_in,
                .produced = room - stream_.avail_out,
                .ended = result == BZ_STREAM_END,
                .fault = bzip2_fault(result)};
    }

  private:
    static unsigned most_at_once(std::size_t size) {
        return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
    }

    static std::string_view bzip2_fault(int result) {
        switch (result) {
            case BZ_OK:
            case BZ_STREAM_END:
                return {};
            case BZ_DATA_ERROR_MAGIC:
                return "does not begin as bzip2 does";
            case BZ_MEM_ERROR:
                return "there is no memory to decode it";
            default:
                return "damaged: a block or its checksum is wrong";
        }
    }

    bz_stream stream_{};
    bool ready_;
};

}  // namespace

std::unique_ptr<Codec> bzip2_codec() {
    auto codec = std::make_unique<Bzip2Codec>();
    if (!codec->ready()) return nullptr;
    return codec;
}

}  // namespace mme
