// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/decode/streams.h"

#include <array>
#include <cctype>
#include <random>

namespace mme::test {
namespace {

Result<Bytes> everything(Decoder decoder) {
    Bytes all;
    std::array<std::uint8_t, 5000> piece{};
    for (;;) {
        MME_TRY(const std::size_t count, decoder.read(piece));
        all.insert(all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
        EXPECT_EQ(decoder.position(), all.size());
        if (count < piece.size()) break;
    }
    MME_TRY(const std::size_t after, decoder.read(piece));
    EXPECT_EQ(after, 0U);
    return all;
}

}  // namespace

std::string test_name(const testing::TestParamInfo<Writer>& info) {
    std::string name;
    for (const char one : info.param.command)
        if (std::isalnum(static_cast<unsigned char>(one)) != 0) name += one;
    return name;
}

Bytes sample_text(std::size_t size) {
    std::mt19937 numbers(7);
    Bytes text(size);
    for (auto& one : text) one = static_cast<std::uint8_t>('a' + numbers() % 11);
    return text;
}

Bytes compressed(const Scratch& scratch, const Writer& writer, ByteView content) {
    const auto from = save(scratch, content);
    const auto to = scratch.path() / "compressed";
    run(writer.command + " < " + from.string() + " > " + to.string());
    return load(to);
}

Result<Bytes> decoded(const Scratch& scratch, ByteView bytes, Compression compression) {
    // Bytes on both sides that are none of the stream's.
    const Bytes before(3, 'x');
    const Bytes after(7, 'y');
    MME_TRY(const auto file, PackageFile::open(save(scratch, joined(joined(before, bytes), after))));
    MME_TRY(auto decoder, Decoder::open(file, {before.size(), bytes.size()}, compression));
    return everything(std::move(decoder));
}

Bytes joined(ByteView a, ByteView b) {
    Bytes both{a.begin(), a.end()};
    both.insert(both.end(), b.begin(), b.end());
    return both;
}

}  // namespace mme::test
