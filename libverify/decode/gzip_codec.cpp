// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of zlib.
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "libverify/decode/codec.h"
#include "libverify/decode/crc32.h"

namespace mme {
namespace {

constexpr int gzip_header = MAX_WBITS + 16;
constexpr int no_header = -MAX_WBITS;

/// zlib checks the header's CRC, and at the end the CRC32 and the size of what came out; without a header
/// there is nothing to check but the stream itself. dpkg reads through gzread(3), which copies what is no
/// gzip and goes on with a second member; here both are faults.
class InflateCodec final : public Codec {
  public:
    explicit InflateCodec(int header) : ready_(::inflateInit2(&stream_, header) == Z_OK) {}
    InflateCodec(const InflateCodec&) = delete;
    InflateCodec& operator=(const InflateCodec&) = delete;
    ~InflateCodec() override {
        if (ready_) ::inflateEnd(&stream_);
    }

    [[nodiscard]] bool ready() const noexcept { return ready_; }

    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool /*last*/) override {
        stream_.next_in = const_cast<Bytef*>(in.data());  // zlib does not write to it
        stream_.avail_in = bounded(in.size());
        stream_.next_out = out.data();
        stream_.avail_out = bounded(out.size());
        const uInt given = stream_.avail_in;
        const uInt room = stream_.avail_out;
        const int result = ::inflate(&stream_, Z_NO_FLUSH);
        return {.consumed = given - stream_.avail_in,
                .produced = room - stream_.avail_out,
                .ended = result == Z_STREAM_END,
                .fault = fault_of(result)};
    }

  private:
    static uInt bounded(std::size_t size) {
        return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    }

    [[nodiscard]] std::string_view fault_of(int result) const {
        if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) return {};
        if (result == Z_NEED_DICT) return "needs a dictionary";
        if (result == Z_MEM_ERROR) return "there is no memory to decode it";
        return stream_.msg != nullptr ? std::string_view{stream_.msg} : "damaged";
    }

    z_stream stream_{};
    bool ready_;
};

std::unique_ptr<Codec> inflate_codec(int header) {
    auto codec = std::make_unique<InflateCodec>(header);
    if (!codec->ready()) return nullptr;
    return codec;
}

}  // namespace

std::unique_ptr<Codec> gzip_codec() {
    return inflate_codec(gzip_header);
}

std::unique_ptr<Codec> deflate_codec() {
    return inflate_codec(no_header);
}

std::uint32_t crc32_of(ByteView bytes, std::uint32_t before) noexcept {
    return static_cast<std::uint32_t>(::crc32_z(before, bytes.data(), bytes.size()));
}

}  // namespace mme
