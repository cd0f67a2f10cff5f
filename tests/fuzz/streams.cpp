// SPDX-License-Identifier: LGPL-2.1-or-later
// A chain of compressed streams is decoded alike in pieces of any size, ends in its file, and what it skips
// stands there in order. The first byte chooses the format.
#include <array>
#include <string>

#include "libverify/decode/stream_chain.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

struct Chained {
    std::string content;
    std::string fault;
    std::uint64_t end = 0;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> skipped;

    bool operator==(const Chained&) const = default;
};

Chained chained(const PackageFile& file, StreamFormat format, std::size_t piece) {
    constexpr std::size_t enough = std::size_t{1} << 20U;
    std::array<std::uint8_t, 4096> buffer{};
    Chained found;
    auto chain = StreamChain::open(file, format);
    promise(chain.has_value(), "a file opens");
    while (found.content.size() < enough) {
        const auto count = chain->read(std::span(buffer).first(piece));
        if (!count) return found.fault = "cannot be read", found.content.clear(), found;
        found.content += as_text(ByteView(buffer).first(*count));
        if (*count < piece) break;
    }
    found.content.resize(std::min(found.content.size(), enough));
    if (found.content.size() == enough) return found;
    found.end = chain->end();
    for (const Extent& frame : chain->skippable()) found.skipped.emplace_back(frame.offset, frame.length);
    return found;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    if (size == 0) return 0;
    constexpr std::array formats{StreamFormat::gzip, StreamFormat::bzip2,   StreamFormat::xz,
                                 StreamFormat::lzma, StreamFormat::lzip,    StreamFormat::zstd,
                                 StreamFormat::lz4,  StreamFormat::compress};
    const StreamFormat format = formats[data[0] % formats.size()];
    const auto file = file_of({data + 1, size - 1});
    const Chained found = chained(file, format, 4096);
    promise(found == chained(file, format, 7), "pieces make no difference");
    promise(found.end < size, "a chain ends in its file");
    std::uint64_t at = 0;
    for (const auto& [offset, length] : found.skipped) {
        promise(offset >= at + 8 && length <= found.end - offset, "frames stand in order before the end");
        at = offset + length;
    }
    return 0;
}
