// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/stream_walk.h"

#include <algorithm>
#include <array>
#include <optional>

#include "libverify/archive/extent_reader.h"
#include "libverify/archive/magic.h"
#include "libverify/decode/codec.h"
#include "libverify/decode/stream_chain.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

std::optional<StreamFormat> format_of(ContainerKind kind) {
    switch (kind) {
        case ContainerKind::gzip:
            return StreamFormat::gzip;
        case ContainerKind::bzip2:
            return StreamFormat::bzip2;
        case ContainerKind::xz:
            return StreamFormat::xz;
        case ContainerKind::lzma:
            return StreamFormat::lzma;
        case ContainerKind::lzip:
            return StreamFormat::lzip;
        case ContainerKind::zstd:
            return StreamFormat::zstd;
        case ContainerKind::lz4:
            return StreamFormat::lz4;
        case ContainerKind::compress:
            return StreamFormat::compress;
        default:
            return std::nullopt;
    }
}

/// How much has to be decoded before a file counts as one of .lzma. What a range coder writes has few zeros;
/// tables of numbers, which may begin like its header, have many, and decode for a while.
Result<std::size_t> trial_bytes(const PackageFile& file) {
    constexpr std::uint64_t first = 18;
    constexpr std::uint64_t looked_at = 32;
    if (file.size() <= first) return std::size_t{1};
    MME_TRY(const Bytes coded, read_some(file, first, looked_at));
    return std::size_t{std::count(coded.begin(), coded.end(), 0) > 3 ? 4096U : 32U};
}

/// Whether `begin` decodes to `least` bytes or to its end; `whole`: nothing follows it.
bool decodes(ByteView begin, bool whole, std::size_t least) {
    const auto codec = lzma_codec();
    Bytes out(least);
    std::span<std::uint8_t> room{out};
    while (codec && !room.empty()) {
        const CodecStep step = codec->step(begin, room, whole);
        if (!step.fault.empty()) return false;
        if (step.ended) return true;
        if (step.consumed == 0 && step.produced == 0) return !whole;
        begin = begin.subspan(step.consumed);
        room = room.subspan(step.produced);
    }
    return true;
}

/// A .lzma file has no magic: numbers that make sense may stand at the start of other files. How large a
/// dictionary it asks for does not count here; what is too large is named later.
Result<bool> is_lzma_by_chance(const PackageFile& file) {
    constexpr std::uint64_t tried_bytes = std::uint64_t{64} << 10U;
    constexpr std::array<std::uint8_t, 4> small_dictionary{0, 0, 1, 0};
    MME_TRY(Bytes begin, file.read_range(0, std::min(file.size(), tried_bytes)));
    if (is_lzma_header(begin)) return false;
    MME_TRY(const std::size_t least, trial_bytes(file));
    std::copy(small_dictionary.begin(), small_dictionary.end(), begin.begin() + 1);
    return !decodes(begin, begin.size() == file.size(), least);
}

Status visit_skippable(const PackageFile& file, const StreamChain& chain, const Visit& visit) {
    std::size_t number = 0;
    for (const Extent& frame : chain.skippable()) {
        ArchiveEntry entry;
        entry.path = "skippable-" + std::to_string(++number);
        entry.size = frame.length;
        entry.read = reader_of(file, frame);
        MME_CHECK(visit(entry));
    }
    return Done{};
}

/// To the end, whatever the visitor has read of it: the streams' end is only known then.
Status drain(StreamChain& chain) {
    Bytes piece(std::size_t{64} << 10U);
    for (;;) {
        MME_TRY(const std::size_t count, chain.read(piece));
        if (count == 0) return Done{};
    }
}

}  // namespace

bool is_stream(ContainerKind kind) noexcept {
    return format_of(kind).has_value();
}

Result<std::uint64_t> walk_stream(const PackageFile& file, ContainerKind kind, const Visit& visit) {
    const auto format = format_of(kind);
    if (!format) return fail(Code::internal_error, file.shown() + ": no compression");
    if (kind == ContainerKind::lzma) {
        MME_TRY(const bool chance, is_lzma_by_chance(file));
        if (chance) return file.size();
    }
    MME_TRY(auto chain, StreamChain::open(file, *format));
    ArchiveEntry data;
    data.path = "data";
    data.sized = false;
    data.read = [&chain](std::span<std::uint8_t> out) { return chain.read(out); };
    MME_CHECK(visit(data));
    MME_CHECK(drain(chain));
    MME_CHECK(visit_skippable(file, chain, visit));
    return chain.end();
}

}  // namespace mme
