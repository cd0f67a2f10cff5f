// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

/// A format's own program, which is the judge of what a whole stream is.
struct Tool {
    const char* pack;    ///< from standard input to standard output
    const char* suffix;  ///< without which the program does not test a file
    const char* test;
};

void PrintTo(const Tool& tool, std::ostream* out) {
    *out << tool.pack;
}

class Streams : public testing::TestWithParam<Tool> {
  protected:
    [[nodiscard]] static bool is_whole(const Workshop& shop, const std::string& name) {
        const std::string file = shop.file("judged").string() + GetParam().suffix;
        shop.run("cp " + name + " " + file);
        return std::system((std::string(GetParam().test) + " " + file + " >/dev/null 2>&1").c_str()) == 0;
    }
    static void pack_two(const Workshop& shop) {
        const std::string pack = GetParam().pack;
        shop.run("seq 2000 > leaf && echo second > more && " + pack + " < leaf > 1 && " + pack +
                 " < more > 2");
    }
};

TEST_P(Streams, AreUnpackedOneAfterTheOther_R29) {
    const Workshop shop;
    pack_two(shop);
    shop.run("cat 1 2 > o && cat leaf more > both");
    ASSERT_TRUE(is_whole(shop, "o"));
    const Seen seen = open_file(shop, "o");
    ASSERT_TRUE(seen.has("/o!/data"));
    EXPECT_TRUE(seen.offered.at("/o!/data") == shop.content("both"));
    EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().reason;
}

TEST_P(Streams, AreNamedWhenCutOff_R29) {
    const Workshop shop;
    pack_two(shop);
    shop.run(
        "head -c -1 1 > last && head -c $(($(wc -c < 1) / 2)) 1 > half && (cat 1; head -c -1 2) > second");
    for (const std::string name : {"last", "half", "second"}) {
        EXPECT_FALSE(is_whole(shop, name));
        EXPECT_FALSE(open_file(shop, name).gaps.empty()) << name;
    }
}

/// Behind the magic number, which makes it another file.
TEST_P(Streams, AreNeverWholeWhereTheirProgramSaysTheyAreNot_R29) {
    const Workshop shop;
    pack_two(shop);
    const std::string whole = shop.content("1");
    unsigned damaged = 0;
    for (std::size_t at = 10; at<whole.size(); at += at + 6> whole.size() ? 2 : 1 + whole.size() / 8) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        std::ofstream(shop.file("o"), std::ios::binary) << changed;
        if (is_whole(shop, "o")) continue;
        EXPECT_FALSE(open_file(shop, "o").gaps.empty()) << at;
        ++damaged;
    }
    EXPECT_GT(damaged, 4U);
}

TEST_P(Streams, AreFollowedByNothingThatIsNotSeen_R29) {
    const Workshop shop;
    pack_two(shop);
    shop.run(
        "(cat 1; echo no stream at all) > text && zip -q z.zip more && (cat 1 z.zip) > zip && "
        "(cat 1; head -c 6 /dev/zero) > zeros");
    EXPECT_NE(open_file(shop, "text").reason("/text!/\\+").find("follow the end"), std::string::npos);
    EXPECT_EQ(open_file(shop, "zip").offered.at("/zip!/\\+!/more"), "second\n");
    EXPECT_EQ(open_file(shop, "zeros").gaps.empty(), is_whole(shop, "zeros"));
}

TEST_P(Streams, OfAnArchiveOfferTheArchiveToo_R29) {
    const Workshop shop;
    shop.run(std::string("echo x > leaf && tar cf t leaf && ") + GetParam().pack + " < t > o");
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.offered.at("/o!/data") == shop.content("t"));
    EXPECT_EQ(seen.offered.at("/o!/leaf"), "x\n");
    EXPECT_EQ(seen.containers.at(0).members, 2U);
}

INSTANTIATE_TEST_SUITE_P(Each, Streams,
                         testing::Values(Tool{"gzip -n", ".gz", "gzip -t"}, Tool{"bzip2", ".bz2", "bzip2 -t"},
                                         Tool{"xz", ".xz", "xz -t"},
                                         Tool{"zstd -q --check", ".zst", "zstd -q -t"},
                                         Tool{"lz4 -q", ".lz4", "lz4 -q -t"},
                                         Tool{"lzip", ".lz", "lzip -t"}));

TEST(Frames, ThatDecodersSkipAreOffered_R29) {
    const Workshop shop;
    shop.run(
        R"(echo inside > leaf && zip -q z.zip leaf && echo x | zstd -q > z && echo x | lz4 -q > l && python3 - <<'P'
import struct
packed = open('z.zip', 'rb').read()
frame = struct.pack('<II', 0x184D2A53, len(packed)) + packed
small = struct.pack('<II', 0x184D2A50, 4) + b'size'
for name in 'zl':
    stream = open(name, 'rb').read()
    open(name + '1', 'wb').write(stream + small + frame + stream)
    open(name + '2', 'wb').write(struct.pack('<II', 0x184D2A5F, 1 << 25) + bytes(1 << 25) + stream)
open('cut', 'wb').write(open('z', 'rb').read() + frame[:-1])
P
)");
    for (const std::string name : {"z1", "l1"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().reason;
        ASSERT_TRUE(seen.has("/" + name + "!/data"));
        EXPECT_EQ(seen.offered.at("/" + name + "!/data"), "x\nx\n");
        EXPECT_TRUE(seen.has("/" + name + "!/skippable-1!/leaf"));
        EXPECT_FALSE(seen.has("/" + name + "!/skippable-2"));
    }
    EXPECT_TRUE(open_file(shop, "z2").has("/z2!/data"));
    EXPECT_TRUE(open_file(shop, "l2").has("/l2!/\\+!/data"));
    EXPECT_FALSE(open_file(shop, "cut").gaps.empty());
}

TEST(Lz4, OfTheLegacyFormatIsUnpacked_R29) {
    const Workshop shop;
    shop.run(
        "head -c 20000000 /dev/zero | tr '\\0' 'a' > leaf && lz4 -q -l leaf o && head -c -5 o > cut && "
        "python3 -c \"open('kernel', 'wb').write(open('o', 'rb').read() + (20000000).to_bytes(4, "
        "'little'))\"");
    const Seen seen = open_file(shop, "o");
    ASSERT_TRUE(seen.has("/o!/data"));
    EXPECT_TRUE(seen.offered.at("/o!/data") == shop.content("leaf"));
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_FALSE(open_file(shop, "cut").gaps.empty());
    EXPECT_TRUE(open_file(shop, "kernel").gaps.empty());
}

TEST(Lzma, OfAnyPropertiesIsUnpacked_R29) {
    const Workshop shop;
    shop.run("seq 3000 > leaf && head -c 500 /dev/urandom > random");
    for (const std::string properties :
         {"lc=0,lp=0,pb=0", "lc=4,lp=0,pb=4", "lc=1,lp=3,pb=0", "lc=0,lp=4,pb=1"}) {
        shop.run("xz --format=lzma --lzma1=preset=6," + properties +
                 " -c leaf > o && (cat o; echo behind the end) > tail && head -c 600 o > cut && "
                 "(head -c 500 o; cat random; tail -c +1001 o) > damaged");
        const Seen seen = open_file(shop, "o");
        ASSERT_TRUE(seen.has("/o!/data")) << properties;
        EXPECT_TRUE(seen.offered.at("/o!/data") == shop.content("leaf")) << properties;
        EXPECT_TRUE(seen.gaps.empty()) << properties;
        for (const std::string name : {"tail", "cut", "damaged"})
            EXPECT_FALSE(open_file(shop, name).gaps.empty()) << properties << ' ' << name;
    }
}

TEST(Lzma, OfADictionaryThatIsTooLargeHereIsNamed_R29) {
    const Workshop shop;
    shop.run(
        "seq 3000 > leaf && xz --format=lzma --lzma1=preset=6,lc=4,lp=0 -c leaf > o && "
        "printf '\\0\\0\\0\\10' | dd of=o bs=1 seek=1 conv=notrunc status=none && xz --format=lzma -dc < o | "
        "cmp - leaf");
    EXPECT_FALSE(open_file(shop, "o").gaps.empty());
}

TEST(Lzma, IsNotSeenWhereNumbersOnlyLookLikeIt_R29) {
    const Workshop shop;
    shop.run(R"(python3 - <<'P'
import struct
for i in range(5):
    words = [1, 7, 0, 9] + [9 + i + 4000 * n for n in range(500)]
    open(f'table{i}', 'wb').write(struct.pack(f'>{len(words)}I', *words))
P
)");
    for (int i = 0; i < 5; ++i) {
        const Seen seen = open_file(shop, "table" + std::to_string(i));
        EXPECT_TRUE(seen.gaps.empty()) << i << ": " << seen.gaps.front().reason;
    }
}

TEST(Xz, HasPaddingOfFourBytesEach_R29) {
    const Workshop shop;
    shop.run(
        "echo x > leaf && xz -c leaf > 1 && (cat 1; head -c 8 /dev/zero; cat 1) > o && "
        "(cat 1; head -c 7 /dev/zero; cat 1) > odd");
    const Seen seen = open_file(shop, "o");
    EXPECT_EQ(seen.offered.at("/o!/data"), "x\nx\n");
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_FALSE(open_file(shop, "odd").gaps.empty());
}

TEST(Gzip, MayHaveZerosBehindAsTapesDo_R29) {
    const Workshop shop;
    shop.run("echo x > leaf && (gzip -c leaf; head -c 10000 /dev/zero) > o && (cat o; gzip -c leaf) > more");
    EXPECT_TRUE(open_file(shop, "o").gaps.empty());
    EXPECT_TRUE(open_file(shop, "more").has("/more!/\\+!/data"));
}

/// compress(1) writes no checksum; what is missing shows where a code, or what fills a group, is not whole.
TEST(Compress, IsUnpackedForEveryWidthOfItsCodes_R29) {
    const Workshop shop;
    shop.run(
        "head -c 400000 /dev/urandom > leaf && seq 60000 >> leaf && head -c 300000 /dev/zero >> leaf && "
        "seq 60000 >> leaf && : > none && printf a > one && for b in 10 12 15 16; do compress -b $b -c < "
        "leaf > $b; "
        "done; compress -c -f < one > one.Z; bsdtar -cf written --format raw -Z leaf");
    for (const std::string name : {"10", "12", "15", "16", "written"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name << seen.gaps.front().reason;
        ASSERT_TRUE(seen.has("/" + name + "!/data")) << name;
        EXPECT_TRUE(seen.offered.at("/" + name + "!/data") == shop.content("leaf")) << name;
    }
    EXPECT_EQ(open_file(shop, "one.Z").offered.at("/one.Z!/data"), "a");
}

TEST(Compress, IsNamedWhereItIsCutOff_R29) {
    const Workshop shop;
    shop.run("seq 5000 > leaf && compress -c < leaf > whole");
    const std::string whole = shop.content("whole");
    unsigned named = 0;
    constexpr unsigned tried = 100;
    for (unsigned i = 1; i <= tried; ++i) {
        std::ofstream(shop.file("o"), std::ios::binary) << whole.substr(0, whole.size() - 7 * i);
        const Seen seen = open_file(shop, "o");
        if (!seen.gaps.empty()) ++named;
        // A cut between two codes leaves a shorter stream that is whole to every reader.
        if (seen.gaps.empty()) {
            EXPECT_EQ(shop.content("leaf").find(seen.offered.at("/o!/data")), 0U) << i;
        }
    }
    EXPECT_GT(named, tried * 8 / 10);
}

TEST(Compress, IsNamedWhereACodeStandsForNothing_R29) {
    const Workshop shop;
    shop.run(
        "printf '\\037\\235\\220\\377\\377' > high && printf '\\037\\235\\220\\141\\374\\003\\000' > early "
        "&& "
        "printf '\\037\\235\\220\\141\\002' > rest");
    for (const std::string name : {"high", "early", "rest"})
        EXPECT_FALSE(open_file(shop, name).gaps.empty()) << name;
}

TEST(Compressions, ThatNothingHereReadsAreNamed_R29) {
    const Workshop shop;
    shop.run(
        "printf '\\045\\265\\057\\375old' > zstd && printf '\\211LZO\\000\\015\\012\\032\\012x' > lzop && "
        "printf '0.939000\\n100\\n' > deb");
    for (const std::string name : {"zstd", "lzop", "deb"})
        EXPECT_NE(open_file(shop, name).reason("/" + name).find("nothing here reads"), std::string::npos)
            << name;
}

}  // namespace
}  // namespace mme::test
