// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/decoder.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/unit/decode/streams.h"

namespace mme::test {
namespace {

class Stream : public testing::TestWithParam<Writer> {
  protected:
    [[nodiscard]] Result<Bytes> decode(ByteView bytes) const {
        return decoded(scratch, bytes, GetParam().compression);
    }
    void expect_refused(ByteView bytes, const std::string& what) const {
        const auto result = decode(bytes);
        ASSERT_FALSE(result) << what;
        EXPECT_EQ(result.error().code(), Code::archive_malformed) << what;
    }

    Scratch scratch;
    Bytes content = sample_text(70'000);
    Bytes stream = compressed(scratch, GetParam(), content);
};

TEST_P(Stream, IsDecodedWhole) {
    const auto result = decode(stream);
    ASSERT_TRUE(result) << result.error().text();
    EXPECT_EQ(*result, content);
    const auto empty = decode(compressed(scratch, GetParam(), {}));
    ASSERT_TRUE(empty) << empty.error().text();
    EXPECT_TRUE(empty->empty());
}

TEST_P(Stream, IsRefusedWhereverItIsCut) {
    for (std::size_t cut = 1; cut <= std::min<std::size_t>(stream.size(), 80); ++cut)
        expect_refused(ByteView{stream}.first(stream.size() - cut), "cut by " + std::to_string(cut));
    expect_refused(ByteView{stream}.first(stream.size() / 2), "half");
    expect_refused({}, "nothing");
}

TEST_P(Stream, IsRefusedWithAnythingBehindIt) {
    expect_refused(joined(stream, Bytes{0}), "a zero");
    expect_refused(joined(stream, Bytes(4)), "padding");
    expect_refused(joined(stream, Bytes(200'000)), "much padding");
    expect_refused(joined(stream, as_bytes("\n")), "a newline");
    expect_refused(joined(stream, stream), "a second stream");
}

TEST_P(Stream, IsRefusedUnderAnotherName) {
    for (const auto other :
         {Compression::gzip, Compression::bzip2, Compression::xz, Compression::lzma, Compression::zstd}) {
        if (other == GetParam().compression) continue;
        EXPECT_FALSE(decoded(scratch, stream, other)) << word(other);
    }
}

/// With a checksum. A byte that says nothing may differ (padding bits, a time): what comes out is then the
/// same.
class CheckedStream : public Stream {};

TEST_P(CheckedStream, NeverGivesOtherContentForAChangedByte) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < 24; ++i) places.insert(places.end(), {i, stream.size() - 1 - i});
    for (std::size_t i = 24; i < stream.size(); i += 977) places.push_back(i);
    for (const std::size_t place : places) {
        Bytes changed = stream;
        changed[place] ^= 0x10U;
        const auto result = decode(changed);
        EXPECT_TRUE(!result || *result == content) << place;
    }
}

const std::vector<Writer> checked_writers{{Compression::gzip, "gzip -9", ".gz"},
                                          {Compression::gzip, "gzip -1n", ".gz"},
                                          {Compression::bzip2, "bzip2 -9", ".bz2"},
                                          {Compression::xz, "xz -6", ".xz"},
                                          {Compression::xz, "xz -9e -Ccrc32", ".xz"},
                                          {Compression::xz, "xz -0 -T2 --block-size=20000 -Csha256", ".xz"},
                                          {Compression::zstd, "zstd -q --check", ".zst"}};
const std::string python_deflate =
    "python3 -c 'import sys, zlib; c = zlib.compressobj(9, 8, -15); "
    "sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read()) + c.flush())'";
const std::vector<Writer> other_writers{{Compression::lzma, "xz --format=lzma", ".lzma"},
                                        {Compression::deflate, python_deflate, ""},
                                        {Compression::zstd, "zstd -q --no-check -T2", ".zst"}};

INSTANTIATE_TEST_SUITE_P(Checked, Stream, testing::ValuesIn(checked_writers), test_name);
INSTANTIATE_TEST_SUITE_P(Unchecked, Stream, testing::ValuesIn(other_writers), test_name);
INSTANTIATE_TEST_SUITE_P(Of, CheckedStream, testing::ValuesIn(checked_writers), test_name);

TEST(StoredBytes, EndWhereTheExtentEnds) {
    const Scratch scratch;
    const Bytes content = sample_text(300'000);
    EXPECT_EQ(*decoded(scratch, content, Compression::none), content);
    EXPECT_TRUE(decoded(scratch, {}, Compression::none)->empty());
}

/// No check, one for which there is no code here, and a footer that says another.
TEST(XzStream, IsRefusedWithACheckThatIsNotKnown) {
    const Scratch scratch;
    const Bytes stream = compressed(scratch, {Compression::xz, "xz -Ccrc32", ".xz"}, sample_text(1000));
    Bytes other = stream;
    other[7] = 2;  // stream flags: a reserved check of four bytes
    EXPECT_FALSE(decoded(scratch, other, Compression::xz));
}

TEST(ZstdStream, IsNoSkippableFrame) {
    const Scratch scratch;
    const Bytes skippable{0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 'a', 'b', 'c', 'd'};
    const Bytes frame = compressed(scratch, {Compression::zstd, "zstd -q", ".zst"}, sample_text(1000));
    EXPECT_FALSE(decoded(scratch, skippable, Compression::zstd));
    EXPECT_FALSE(decoded(scratch, joined(skippable, frame), Compression::zstd));
    EXPECT_FALSE(decoded(scratch, joined(frame, skippable), Compression::zstd));
}

TEST(ZstdStream, IsRefusedWhereItStatesAnotherSize) {
    const Scratch scratch;
    const Bytes sized{0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x00, 0x01, 0x00, 0x00};  // 0 bytes in one raw block of 0
    Bytes other = sized;
    other[5] = 91;
    EXPECT_TRUE(decoded(scratch, sized, Compression::zstd));
    EXPECT_FALSE(decoded(scratch, other, Compression::zstd));
}

TEST(GzipStream, IsNotCopiedWhenItIsNoGzip) {
    const Scratch scratch;
    const auto result = decoded(scratch, sample_text(1000), Compression::gzip);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().text().find("gzip stream at offset 3"), std::string::npos)
        << result.error().text();
}

/// The largest that dpkg-deb, xz -9 and zstd --ultra write.
TEST(Decoder, ReadsTheLargestWindows) {
    const Scratch scratch;
    const Bytes content = sample_text(1000);
    const Writer xz{Compression::xz, "xz -9e", ".xz"};
    const Writer zstd{Compression::zstd, "zstd -q --ultra -22 --long=27", ".zst"};
    for (const Writer& writer : {xz, zstd})
        EXPECT_EQ(*decoded(scratch, compressed(scratch, writer, content), writer.compression), content);
}

TEST(Decoder, RefusesWhatNeedsMoreMemoryThanItsLimit) {
    const Scratch scratch;
    const Writer xz{Compression::xz, "xz --lzma2=preset=0,dict=128MiB", ".xz"};
    const Writer lzma{Compression::lzma, "xz --format=lzma --lzma1=preset=0,dict=128MiB", ".lzma"};
    const Writer zstd{Compression::zstd, "zstd -q --long=28 --stream-size=0", ".zst"};
    for (const Writer& writer : {xz, lzma, zstd}) {
        const auto result =
            decoded(scratch, compressed(scratch, writer, sample_text(50)), writer.compression);
        ASSERT_FALSE(result) << writer.command;
        EXPECT_EQ(result.error().code(), Code::archive_malformed);
    }
}

TEST(Decoder, KeepsItsErrorAndItsLimits) {
    const Scratch scratch;
    const auto file = PackageFile::open(save(scratch, Bytes(10)));
    ASSERT_TRUE(file);
    EXPECT_FALSE(Decoder::open(*file, {5, 6}, Compression::none));
    EXPECT_FALSE(Decoder::open(*file, {11, 0}, Compression::none));
    auto decoder = Decoder::open(*file, {0, 10}, Compression::xz);
    ASSERT_TRUE(decoder);
    Bytes out(4);
    EXPECT_FALSE(decoder->read(out));
    EXPECT_FALSE(decoder->read(out));
}

long peak_kilobytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(Decoder, HoldsNoMoreThanAWindowOfABomb) {
    const Scratch scratch;
    const auto bomb = scratch.path() / "bomb";
    for (const auto& [compression, command] :
         {std::pair{Compression::gzip, "gzip -1"}, std::pair{Compression::zstd, "zstd -q"}}) {
        run("head -c 300M /dev/zero | " + std::string{command} + " > " + bomb.string());
        const auto file = PackageFile::open(bomb);
        ASSERT_TRUE(file);
        auto decoder = Decoder::open(*file, {0, file->size()}, compression);
        ASSERT_TRUE(decoder);
        const long before = peak_kilobytes();
        Bytes piece(std::size_t{1} << 20U);
        while (decoder->read(piece).value() > 0) {
        }
        EXPECT_EQ(decoder->position(), std::uint64_t{300} << 20U);
        EXPECT_LT(peak_kilobytes() - before, 20'000);
    }
}

}  // namespace
}  // namespace mme::test
