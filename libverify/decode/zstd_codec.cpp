// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of libzstd.
#include <zstd.h>

#include <algorithm>
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
        keep_header(in);
        if (!begins_as_frame()) return {.fault = "does not begin as a zstd frame does"};
        ZSTD_inBuffer source{in.data(), in.size(), 0};
        ZSTD_outBuffer target{out.data(), out.size(), 0};
        const std::size_t result = ::ZSTD_decompressStream(context_.get(), &target, &source);
        if (::ZSTD_isError(result) != 0) return {.fault = ::ZSTD_getErrorName(result)};
        produced_ += target.pos;
        if (result == 0 && !has_stated_size()) return {.fault = "states another size of its content"};
        return {.consumed = source.pos, .produced = target.pos, .ended = result == 0, .fault = {}};
    }

  private:
    static constexpr std::size_t longest_header = 18;  // RFC 8878, section 3.1.1.1, with the magic number

    void keep_header(ByteView in) {
        for (; seen_ < header_.size() && !in.empty(); in = in.subspan(1)) header_[seen_++] = in.front();
    }

    /// dpkg takes a skippable frame for the whole stream, and libzstd may know formats before 1.0.
    [[nodiscard]] bool begins_as_frame() const {
        constexpr std::array<std::uint8_t, 4> magic{0x28, 0xb5, 0x2f, 0xfd};
        return std::equal(magic.begin(), magic.begin() + std::min(seen_, magic.size()), header_.begin());
    }

    /// libzstd compares this where it decodes a frame in one go and not always in pieces.
    [[nodiscard]] bool has_stated_size() const {
        const auto stated = ::ZSTD_getFrameContentSize(header_.data(), seen_);
        return stated == ZSTD_CONTENTSIZE_UNKNOWN || stated == produced_;
    }

    std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
    std::array<std::uint8_t, longest_header> header_{};
    std::size_t seen_ = 0;  ///< bytes of header_ that are there
    std::uint64_t produced_ = 0;
};

}  // namespace

std::unique_ptr<Codec> zstd_codec() {
    auto codec = std::make_unique<ZstdCodec>();
    if (!codec->limit_window()) return nullptr;
    return codec;
}

}  // namespace mme
