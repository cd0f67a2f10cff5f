// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/decoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "libverify/decode/codec.h"

namespace mme {
namespace {

constexpr std::size_t piece_bytes = std::size_t{128} << 10U;

std::unique_ptr<Codec> codec_for(Compression compression) {
    switch (compression) {
        case Compression::none:
            return stored_codec();
        case Compression::gzip:
            return gzip_codec();
        case Compression::bzip2:
            return bzip2_codec();
        case Compression::xz:
            return xz_codec();
        case Compression::lzma:
            return lzma_codec();
        case Compression::zstd:
            return zstd_codec();
        case Compression::deflate:
            return deflate_codec();
    }
    return nullptr;
}

}  // namespace

std::string_view word(Compression compression) noexcept {
    switch (compression) {
        case Compression::none:
            return "uncompressed";
        case Compression::gzip:
            return "gzip";
        case Compression::bzip2:
            return "bzip2";
        case Compression::xz:
            return "xz";
        case Compression::lzma:
            return "lzma";
        case Compression::zstd:
            return "zstd";
        case Compression::deflate:
            return "deflate";
    }
    return "unknown";
}

struct Decoder::State {
    State(const PackageFile& package, Extent where, Compression how)
        : file(&package), extent(where), compression(how), codec(codec_for(how)) {}

    /// Input that was read and not yet consumed.
    [[nodiscard]] ByteView pending() const { return ByteView{piece}.subspan(used, filled - used); }
    [[nodiscard]] bool at_end_of_input() const { return fetched == extent.length; }
    [[nodiscard]] std::uint64_t consumed() const { return fetched - (filled - used); }

    [[nodiscard]] Error malformed(std::string_view what) const {
        return fail(Code::archive_malformed,
                    fmt::format("{}: {} stream at offset {}, {} bytes into it: {}", file->shown(),
                                word(compression), extent.offset, consumed(), what));
    }

    Status refill() {
        if (used < filled || at_end_of_input()) return Done{};
        const std::size_t size = std::min<std::uint64_t>(piece.size(), extent.length - fetched);
        MME_CHECK(file->read_at(extent.offset + fetched, std::span{piece}.first(size)));
        fetched += size;
        used = 0;
        filled = size;
        return Done{};
    }

    /// One step; the bytes it put out.
    Result<std::size_t> advance(std::span<std::uint8_t> out) {
        MME_CHECK(refill());
        const CodecStep step = codec->step(pending(), out, at_end_of_input());
        if (!step.fault.empty()) return malformed(step.fault);
        used += step.consumed;
        ended = step.ended;
        if (ended && consumed() < extent.length)
            return malformed(fmt::format("ends here, and {} bytes follow", extent.length - consumed()));
        if (!ended && step.consumed == 0 && step.produced == 0 && at_end_of_input())
            return malformed("is cut off");
        return step.produced;
    }

    Result<std::size_t> fill(std::span<std::uint8_t> out) {
        std::size_t done = 0;
        while (done < out.size() && !ended) {
            MME_TRY(const std::size_t count, advance(out.subspan(done)));
            done += count;
        }
        position += done;
        return done;
    }

    const PackageFile* file;
    Extent extent;
    Compression compression;
    std::unique_ptr<Codec> codec;
    Bytes piece = Bytes(piece_bytes);
    std::size_t used = 0;
    std::size_t filled = 0;
    std::uint64_t fetched = 0;   ///< bytes of the extent that were read
    std::uint64_t position = 0;  ///< bytes put out
    bool ended = false;
    std::optional<Error> failed;
};

Decoder::Decoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

Result<Decoder> Decoder::open(const PackageFile& file, Extent extent, Compression compression) {
    if (extent.offset > file.size() || extent.length > file.size() - extent.offset) {
        return fail(Code::archive_malformed,
                    fmt::format("{}: {} bytes expected at offset {}, the file ends at {}", file.shown(),
                                extent.length, extent.offset, file.size()));
    }
    auto state = std::make_unique<State>(file, extent, compression);
    if (!state->codec)
        return fail(Code::internal_error, fmt::format("no memory for a {} decoder", word(compression)));
    return Decoder{std::move(state)};
}

Result<std::size_t> Decoder::read(std::span<std::uint8_t> out) {
    if (state_->failed) return *state_->failed;
    auto done = state_->fill(out);
    if (!done) state_->failed = done.error();
    return done;
}

std::uint64_t Decoder::position() const noexcept {
    return state_->position;
}

}  // namespace mme
