// SPDX-License-Identifier: LGPL-2.1-or-later
// What the decoder puts out is what the library's own one-shot function makes of the same bytes, whatever the
// pieces. The first byte of an input chooses the compression.
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <array>
#include <optional>

#include "libverify/decode/decoder.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::size_t most_decoded = std::size_t{1} << 20U;
constexpr std::array compressions{Compression::none, Compression::gzip, Compression::bzip2,  Compression::xz,
                                  Compression::lzma, Compression::zstd, Compression::deflate};

/// Nothing if it is refused; "over" is set where more comes out than is compared.
std::optional<Bytes> decode(const PackageFile& file, Compression compression, std::size_t piece, bool& over) {
    auto decoder = Decoder::open(file, {1, file.size() - 1}, compression);
    promise(decoder.has_value(), "an extent of the file opens");
    Bytes all;
    Bytes buffer(piece);
    for (;;) {
        const auto got = decoder->read(buffer);
        if (!got) return std::nullopt;
        promise(decoder->position() == all.size() + *got, "the position counts what came out");
        if (*got == 0) return all;
        all.insert(all.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*got));
        if (all.size() > most_decoded) over = true;
        if (over) return std::nullopt;
    }
}

std::size_t gunzip(ByteView in, Bytes& out, int header) {
    z_stream stream{};
    promise(inflateInit2(&stream, header) == Z_OK, "zlib starts");
    stream.next_in = const_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    promise(inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0, "zlib accepts it");
    const auto size = stream.total_out;
    inflateEnd(&stream);
    return size;
}

std::size_t bunzip(ByteView in, Bytes& out) {
    auto size = static_cast<unsigned>(out.size());
    auto* from = const_cast<char*>(as_text(in).data());
    promise(BZ2_bzBuffToBuffDecompress(reinterpret_cast<char*>(out.data()), &size, from,
                                       static_cast<unsigned>(in.size()), 0, 0) == BZ_OK,
            "libbz2 accepts it");
    return size;
}

std::size_t unlzma(ByteView in, Bytes& out, bool xz) {
    lzma_stream stream = LZMA_STREAM_INIT;
    const auto started =
        xz ? lzma_stream_decoder(&stream, UINT64_MAX, 0) : lzma_alone_decoder(&stream, UINT64_MAX);
    promise(started == LZMA_OK, "liblzma starts");
    stream.next_in = in.data();
    stream.avail_in = in.size();
    stream.next_out = out.data();
    stream.avail_out = out.size();
    promise(lzma_code(&stream, LZMA_FINISH) == LZMA_STREAM_END && stream.avail_in == 0, "liblzma accepts it");
    const auto size = static_cast<std::size_t>(stream.total_out);
    lzma_end(&stream);
    return size;
}

std::size_t unzstd(ByteView in, Bytes& out) {
    const auto size = ZSTD_decompress(out.data(), out.size(), in.data(), in.size());
    promise(ZSTD_isError(size) == 0, "libzstd accepts it");
    return size;
}

std::size_t one_shot(ByteView in, Compression compression, Bytes& out) {
    switch (compression) {
        case Compression::none:
            std::copy(in.begin(), in.end(), out.begin());
            return in.size();
        case Compression::gzip:
            return gunzip(in, out, 15 + 16);
        case Compression::bzip2:
            return bunzip(in, out);
        case Compression::xz:
            return unlzma(in, out, true);
        case Compression::lzma:
            return unlzma(in, out, false);
        case Compression::zstd:
            return unzstd(in, out);
        case Compression::deflate:
            return gunzip(in, out, -15);
    }
    return 0;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    if (size == 0 || size > most_decoded) return 0;
    const auto compression = compressions[data[0] % compressions.size()];
    const auto file = file_of({data, size});
    bool over = false;
    const auto decoded = decode(file, compression, 65536, over);
    if (over) return 0;
    const auto pieces = decode(file, compression, 7, over);
    promise(decoded == pieces, "pieces make no difference");
    if (!decoded) return 0;
    mme::Bytes out(most_decoded + 65536);
    out.resize(one_shot({data + 1, size - 1}, compression, out));
    promise(out == *decoded, "the library's own reading is the same");
    return 0;
}
