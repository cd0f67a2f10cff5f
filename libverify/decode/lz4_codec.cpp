// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of liblz4.
#include "libverify/decode/lz4_codec.h"

#include <lz4.h>
#include <lz4frame.h>

#include <algorithm>

namespace mme {
namespace {

class Lz4FrameCodec final : public Codec {
  public:
    Lz4FrameCodec()
        : ready_(::LZ4F_isError(::LZ4F_createDecompressionContext(&context_, LZ4F_VERSION)) == 0) {}
    Lz4FrameCodec(const Lz4FrameCodec&) = delete;
    Lz4FrameCodec& operator=(const Lz4FrameCodec&) = delete;
    ~Lz4FrameCodec() override { ::LZ4F_freeDecompressionContext(context_); }

    [[nodiscard]] bool ready() const noexcept { return ready_; }

    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool /*last*/) override {
        std::size_t consumed = in.size();
        std::size_t produced = out.size();
        const std::size_t result =
            ::LZ4F_decompress(context_, out.data(), &produced, in.data(), &consumed, nullptr);
        if (::LZ4F_isError(result) != 0) return {.fault = ::LZ4F_getErrorName(result)};
        return {.consumed = consumed, .produced = produced, .ended = result == 0, .fault = {}};
    }

  private:
    LZ4F_dctx* context_ = nullptr;
    bool ready_;
};

class Lz4LegacyCodec final : public Codec {
  public:
    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool last) override {
        if (given_ < decoded_.size()) return give(out);
        if (!begun_) return begin(in);
        if (missing_ == 0) return begin_block(in, last);
        return take_block(in);
    }

  private:
    static constexpr std::size_t number_bytes = 4;
    static constexpr std::size_t block_bytes = std::size_t{8} << 20U;

    CodecStep give(std::span<std::uint8_t> out) {
        const std::size_t count = std::min(out.size(), decoded_.size() - given_);
        std::copy_n(decoded_.begin() + static_cast<std::ptrdiff_t>(given_), count, out.begin());
        given_ += count;
        return {.produced = count, .fault = {}};
    }

    /// The magic number, which the caller has looked at.
    CodecStep begin(ByteView in) {
        if (in.size() < number_bytes) return {};
        begun_ = true;
        return {.consumed = number_bytes, .fault = {}};
    }

    CodecStep begin_block(ByteView in, bool last) {
        if (in.empty() && last) return {.ended = true, .fault = {}};
        if (in.size() < number_bytes) return {};
        const std::size_t size =
            in[0] | std::size_t{in[1]} << 8U | std::size_t{in[2]} << 16U | std::size_t{in[3]} << 24U;
        if (size > static_cast<std::size_t>(LZ4_COMPRESSBOUND(block_bytes)))
            return {.ended = true, .fault = {}};
        if (size == 0) return {.fault = "a block has no bytes"};
        missing_ = size;
        stored_.clear();
        return {.consumed = number_bytes, .fault = {}};
    }

    CodecStep take_block(ByteView in) {
        const std::size_t count = std::min(in.size(), missing_);
        stored_.insert(stored_.end(), in.begin(), in.begin() + static_cast<std::ptrdiff_t>(count));
        missing_ -= count;
        if (missing_ == 0 && !decode()) return {.fault = "damaged: a block cannot be decoded"};
        return {.consumed = count, .fault = {}};
    }

    bool decode() {
        decoded_.resize(block_bytes);
        const int size = ::LZ4_decompress_safe(reinterpret_cast<const char*>(stored_.data()),
                                               reinterpret_cast<char*>(decoded_.data()),
                                               static_cast<int>(stored_.size()), block_bytes);
        decoded_.resize(static_cast<std::size_t>(std::max(size, 0)));
        given_ = 0;
        return size >= 0;
    }

    bool begun_ = false;
    std::size_t missing_ = 0;  ///< bytes of the block that have not come
    Bytes stored_;
    Bytes decoded_;
    std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<Codec> lz4_frame_codec() {
    auto codec = std::make_unique<Lz4FrameCodec>();
    if (!codec->ready()) return nullptr;
    return codec;
}

std::unique_ptr<Codec> lz4_legacy_codec() {
    return std::make_unique<Lz4LegacyCodec>();
}

}  // namespace mme
