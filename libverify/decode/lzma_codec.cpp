// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of liblzma.
#include <lzma.h>

#include "libverify/decode/codec.h"

namespace mme {
namespace {

/// A dictionary of 96 MiB and the decoder's tables; xz -9e and dpkg-deb's largest preset need 65 MiB.
constexpr std::uint64_t most_lzma_memory = std::uint64_t{98} << 20U;

std::string_view lzma_fault(lzma_ret result) {
    switch (result) {
        case LZMA_OK:
        case LZMA_STREAM_END:
        case LZMA_BUF_ERROR:  // no progress: the caller sees that the input is at its end
            return {};
        case LZMA_UNSUPPORTED_CHECK:
            return "its integrity check is of an unknown type";
        case LZMA_MEM_ERROR:
            return "there is no memory to decode it";
        case LZMA_MEMLIMIT_ERROR:
            return "its dictionary is larger than 96 MiB";
        case LZMA_FORMAT_ERROR:
            return "does not begin as its format does";
        case LZMA_OPTIONS_ERROR:
            return "has options that are not known";
        default:
            return "damaged: data or checksum is wrong";
    }
}

/// Checks every block's integrity check, the index and the footer of xz; .lzma has no checksum.
class LzmaCodec final : public Codec {
  public:
    LzmaCodec() = default;
    LzmaCodec(const LzmaCodec&) = delete;
    LzmaCodec& operator=(const LzmaCodec&) = delete;
    ~LzmaCodec() override { ::lzma_end(&stream_); }

    // dpkg decodes a stream whose check it does not know without checking; so may another version of it.
    bool open_xz() {
        return ::lzma_stream_decoder(&stream_, most_lzma_memory, LZMA_TELL_UNSUPPORTED_CHECK) == LZMA_OK;
    }
    bool open_lzip() { return ::lzma_lzip_decoder(&stream_, most_lzma_memory, 0) == LZMA_OK; }
    bool open_lzma() { return ::lzma_alone_decoder(&stream_, most_lzma_memory) == LZMA_OK; }

    CodecStep step(ByteView in, std::span<std::uint8_t> out, bool last) override {
        stream_.next_in = in.data();
        stream_.avail_in = in.size();
        stream_.next_out = out.data();
        stream_.avail_out = out.size();
        const lzma_ret result = ::lzma_code(&stream_, last ? LZMA_FINISH : LZMA_RUN);
        return {.consumed = in.size() - stream_.avail_in,
                .produced = out.size() - stream_.avail_out,
                .ended = result == LZMA_STREAM_END,
                .fault = lzma_fault(result)};
    }

  private:
    lzma_stream stream_ = LZMA_STREAM_INIT;
};

}  // namespace

std::unique_ptr<Codec> xz_codec() {
    auto codec = std::make_unique<LzmaCodec>();
    if (!codec->open_xz()) return nullptr;
    return codec;
}

std::unique_ptr<Codec> lzip_codec() {
    auto codec = std::make_unique<LzmaCodec>();
    if (!codec->open_lzip()) return nullptr;
    return codec;
}

std::unique_ptr<Codec> lzma_codec() {
    auto codec = std::make_unique<LzmaCodec>();
    if (!codec->open_lzma()) return nullptr;
    return codec;
}

}  // namespace mme
