// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/stream_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "libverify/decode/codec.h"
#include "libverify/decode/compress_codec.h"
#include "libverify/decode/input_window.h"
#include "libverify/decode/lz4_codec.h"
#include "libverify/decode/stream_start.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/zeros.h"

namespace mme {
namespace {

/// Each costs 16 bytes of memory.
constexpr std::size_t most_skippable_frames = 100'000;

std::unique_ptr<Codec> chained_codec(StreamFormat format, ByteView head) {
    switch (format) {
        case StreamFormat::gzip:
            return gzip_codec();
        case StreamFormat::bzip2:
            return bzip2_codec();
        case StreamFormat::xz:
            return xz_codec();
        case StreamFormat::lzma:
            return lzma_codec();
        case StreamFormat::lzip:
            return lzip_codec();
        case StreamFormat::zstd:
            return zstd_codec();
        case StreamFormat::lz4:
            return is_legacy_lz4(head) ? lz4_legacy_codec() : lz4_frame_codec();
        case StreamFormat::compress:
            return compress_codec();
    }
    return nullptr;
}

bool is_padding(ByteView head) {
    return head.size() >= 4 && only_zeros(head.first(4));
}

}  // namespace

struct StreamChain::State {
    State(const PackageFile& of, StreamFormat as) : file(&of), format(as), input(of) {}

    [[nodiscard]] Error malformed(std::string_view what) const {
        return fail(Code::archive_malformed,
                    fmt::format("{}: at offset {}: the stream {}", file->shown(), input.position(), what));
    }

    /// Passes over what stands between two streams; whether there is another one.
    Result<bool> begin_stream() {
        for (;;) {
            MME_CHECK(input.fill(stream_start_bytes));
            const ByteView head = input.pending().first(std::min(input.pending().size(), stream_start_bytes));
            const StreamStart start = start_of_stream(format, head);
            if (start == StreamStart::skippable) {
                MME_CHECK(skip_frame(little_endian(head, 4, 4)));
            } else if (start == StreamStart::stream || input.position() == 0) {
                codec = chained_codec(format, head);
                if (!codec) return fail(Code::internal_error, "no memory for a decoder");
                return true;
            } else if (format == StreamFormat::xz && is_padding(head)) {
                input.consume(4);
            } else {
                return false;
            }
        }
    }

    Status skip_frame(std::uint64_t size) {
        const std::uint64_t start = input.position() + stream_start_bytes;
        if (size > file->size() - start) return malformed("has a skippable frame that is cut off");
        if (size > most_unlisted_bytes) skippable.push_back({start, size});
        if (skippable.size() > most_skippable_frames)
            return malformed(fmt::format("has more than {} skippable frames", most_skippable_frames));
        input.skip_to(start + size);
        return Done{};
    }

    /// One step; the bytes it put out.
    Result<std::size_t> advance(std::span<std::uint8_t> out) {
        MME_CHECK(input.fill(1));
        const CodecStep step = codec->step(input.pending(), out, input.is_last());
        if (!step.fault.empty()) return malformed(fmt::format("cannot be decoded: {}", step.fault));
        input.consume(step.consumed);
        if (step.ended) codec.reset();
        if (step.ended || step.consumed > 0 || step.produced > 0) return step.produced;
        if (input.is_last()) return malformed("is cut off");
        MME_CHECK(input.fill(input.pending().size() + 1));
        return std::size_t{0};
    }

    Result<std::size_t> fill(std::span<std::uint8_t> out) {
        std::size_t done = 0;
        while (done < out.size() && !ended) {
            if (!codec) {
                MME_TRY(const bool another, begin_stream());
                ended = !another;
                continue;
            }
            MME_TRY(const std::size_t count, advance(out.subspan(done)));
            done += count;
        }
        return done;
    }

    const PackageFile* file;
    StreamFormat format;
    InputWindow input;
    std::unique_ptr<Codec> codec;
    std::vector<Extent> skippable;
    bool ended = false;
};

StreamChain::StreamChain(std::unique_ptr<State> state) : state_(std::move(state)) {}
StreamChain::StreamChain(StreamChain&&) noexcept = default;
StreamChain& StreamChain::operator=(StreamChain&&) noexcept = default;
StreamChain::~StreamChain() = default;

Result<StreamChain> StreamChain::open(const PackageFile& file, StreamFormat format) {
    return StreamChain{std::make_unique<State>(file, format)};
}

Result<std::size_t> StreamChain::read(std::span<std::uint8_t> out) {
    return state_->fill(out);
}

std::uint64_t StreamChain::end() const noexcept {
    return state_->input.position();
}

const std::vector<Extent>& StreamChain::skippable() const noexcept {
    return state_->skippable;
}

}  // namespace mme
