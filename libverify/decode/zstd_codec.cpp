// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of libzstd.
#include <zstd.h>

#include <array>

#include "libverify/decode/codec.h"

namespace mme {
namespace {

struct FreeContext {
    void operator()(ZSTD_DCtx* context) const noexcept { ::ZSTD_freeDCtx(context); }
};

/// libzstd's own default, which dpkg and rpm leave as it is: what they read is read, and no more.
constexpr int largest_window_log = 27;

/// Checks the frame's checksum if it has one (dpkg-deb writes it, Ubuntu's did not).
class ZstdCodec final : public Codec {
  public:
    ZstdCodec() : context_(::ZSTD_createDCtx()) {}

    bool limit_window() {
        return context_ && ::ZSTD_isError(::ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax,
                                                                   largest_window_log)) == 0;
    }

    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool /*last*/) override {
        if (!begins_as_frame(in)) return {.fault = "does not begin as a zstd frame does"};
        ZSTD_inBuffer source{in.data(), in.size(), 0};
        ZSTD_outBuffer target{out.data(), out.size(), 0};
        const std::size_t result = ::ZSTD_decompressStream(context_.get(), &target, &source);
        if (::ZSTD_isError(result) != 0) return {.fault = ::ZSTD_getErrorName(result)};
        return {.consumed = source.pos, .produced = target.pos, .ended = result == 0, .fault = {}};
    }

  private:
    /// dpkg takes a skippable frame for the whole stream, and libzstd may know formats before 1.0.
    bool begins_as_frame(ByteView in) {
        constexpr std::array<std::uint8_t, 4> magic{0x28, 0xb5, 0x2f, 0xfd};
        for (; seen_ < magic.size() && !in.empty(); ++seen_, in = in.subspan(1))
            if (in.front() != magic[seen_]) return false;
        return true;
    }

    std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
    std::size_t seen_ = 0;  ///< bytes of the magic number
};

}  // namespace

std::unique_ptr<Codec> zstd_codec() {
    auto codec = std::make_unique<ZstdCodec>();
    if (!codec->limit_window()) return nullptr;
    return codec;
}

}  // namespace mme
