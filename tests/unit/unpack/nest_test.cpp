// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/nest.h"

#include <gtest/gtest.h>

#include "libverify/archive/path_text.h"
#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

/// How `leaf` is packed into `o`, and under which name it is then offered.
struct Packed {
    const char* command;
    const char* path;
};

class Containers : public testing::TestWithParam<Packed> {};

TEST_P(Containers, OfferTheLeafAndTheContainer_R29) {
    const Workshop shop;
    shop.run("echo 'what lies inside' > leaf && " + std::string(GetParam().command));
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.has("/o"));
    ASSERT_TRUE(seen.has(GetParam().path));
    EXPECT_EQ(seen.offered.at(GetParam().path), "what lies inside\n");
    EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().path << ": " << seen.gaps.front().reason;
    ASSERT_EQ(seen.containers.size(), 1U);
    EXPECT_EQ(seen.containers[0].path, "/o");
    EXPECT_EQ(seen.containers[0].members, seen.offered.size() - 1);
}

INSTANTIATE_TEST_SUITE_P(
    EachFormat, Containers,
    testing::Values(Packed{"tar cf o leaf", "/o!/leaf"}, Packed{"tar --format v7 -cf o leaf", "/o!/leaf"},
                    Packed{"tar czf o leaf", "/o!/leaf"}, Packed{"tar cJf o leaf", "/o!/leaf"},
                    Packed{"tar --zstd -cf o leaf", "/o!/leaf"}, Packed{"tar cjf o leaf", "/o!/leaf"},
                    Packed{"tar --lzma -cf o leaf", "/o!/leaf"},
                    Packed{"bsdtar --format newc -cf o leaf", "/o!/leaf"},
                    Packed{"bsdtar --format newc -czf o leaf", "/o!/leaf"},
                    Packed{"bsdtar --format odc -cf o leaf", "/o!/leaf"},
                    Packed{"bsdtar --format bin -cf o leaf", "/o!/leaf"}, Packed{"ar rc o leaf", "/o!/leaf"},
                    Packed{"zip -q o.zip leaf && mv o.zip o", "/o!/leaf"},
                    Packed{"zip -q o.zip leaf && (echo '#!/bin/sh'; cat o.zip) > o", "/o!/leaf"},
                    Packed{"bsdtar --format 7zip -cf o leaf", "/o!/leaf"},
                    Packed{"bsdtar --format iso9660 -cf o leaf", "/o!/leaf"},
                    Packed{"gzip -c leaf > o", "/o!/data"}, Packed{"bzip2 -c leaf > o", "/o!/data"},
                    Packed{"xz -c leaf > o", "/o!/data"}, Packed{"xz --format=lzma -c leaf > o", "/o!/data"},
                    Packed{"zstd -q leaf -o o", "/o!/data"},
                    Packed{"bsdtar --format raw --lz4 -cf o leaf", "/o!/data"},
                    Packed{"bsdtar --format raw --lzip -cf o leaf", "/o!/data"},
                    Packed{"bsdtar --format raw -Z -cf o leaf", "/o!/data"},
                    Packed{"zip -q a.zip leaf && tar czf b.tgz a.zip && ar rc c.a b.tgz && xz -c c.a > o",
                           "/o!/data!/b.tgz!/a.zip!/leaf"}));

TEST(Nest, CountsEveryMemberOfEveryDepth_R29) {
    const Workshop shop;
    shop.run("printf 12345 > five && zip -q0 a.zip five && : > empty && tar cf o a.zip five empty");
    const Seen seen = open_file(shop, "o");
    ASSERT_EQ(seen.containers.size(), 1U);
    EXPECT_EQ(seen.containers[0].members, 4U);
    EXPECT_EQ(seen.containers[0].bytes, shop.content("a.zip").size() + 5 + 5);
    const auto line = [&](const std::string& name) {
        const std::string& content = seen.offered.at(name);
        return std::to_string(content.size()) + " " + sha256_of(as_bytes(content)).hex() + " " + name + "\n";
    };
    EXPECT_EQ(seen.containers[0].sha256, sha256_of(as_bytes(line("/o!/a.zip") + line("/o!/a.zip!/five") +
                                                            line("/o!/five") + line("/o!/empty"))));
}

TEST(Nest, NamesWhatIsDeeperThanTheLimit_R29) {
    const Workshop shop;
    shop.run("echo x > leaf && gzip -c leaf > 1 && xz -c 1 > 2 && bzip2 -c 2 > o");
    EXPECT_TRUE(open_file(shop, "o", {.depth = 3}).gaps.empty());
    const Seen seen = open_file(shop, "o", {.depth = 2});
    EXPECT_EQ(seen.reason("/o!/data!/data"),
              "not unpacked: a gzip stream deeper than 2 archives (--max-depth)");
    EXPECT_FALSE(seen.has("/o!/data!/data!/data"));
}

TEST(Nest, StopsAtTheNumberOfEntries_R29) {
    const Workshop shop;
    shop.run("for i in 1 2 3 4 5 6; do echo $i > $i; done && tar cf o 1 2 3 4 5 6");
    EXPECT_TRUE(open_file(shop, "o", {.entries = 6}).gaps.empty());
    const Seen seen = open_file(shop, "o", {.entries = 5});
    EXPECT_TRUE(seen.has("/o!/5"));
    EXPECT_FALSE(seen.has("/o!/6"));
    EXPECT_NE(seen.reason("/o!/6").find("--max-entries"), std::string::npos);
}

TEST(Nest, StopsAtExpandedBytesBeforeAClaimIsExpanded_R29) {
    const Workshop shop;
    shop.run("truncate -s 1T giant && tar --sparse -cf o giant");
    const Seen seen = open_file(shop, "o");
    EXPECT_EQ(seen.offered.size(), 1U);
    EXPECT_NE(seen.reason("/o!/giant").find("the entry claims 1099511627776 bytes"), std::string::npos);
}

TEST(Nest, StopsABombThatClaimsNothing_R29) {
    const Workshop shop;
    shop.run("head -c 70000000 /dev/zero | zstd -q -o o && gzip -c o > deeper");
    EXPECT_NE(open_file(shop, "o").reason("/o!/data").find("--max-ratio"), std::string::npos);
    EXPECT_NE(open_file(shop, "deeper").reason("/deeper!/data!/data").find("--max-ratio"), std::string::npos);
    const Seen seen = open_file(shop, "o", {.expanded_bytes = 1000, .ratio = 1'000'000});
    EXPECT_NE(seen.reason("/o!/data").find("--max-expanded-bytes"), std::string::npos);
}

TEST(Nest, SharesOneBudgetAmongAllArchives_R29) {
    const Workshop shop;
    shop.run("head -c 600 /dev/urandom > r && zip -q0 1.zip r && zip -q0 2.zip r && tar cf o 1.zip 2.zip");
    const auto bytes = shop.content("1.zip").size() * 2 + 600 * 2;
    EXPECT_TRUE(open_file(shop, "o", {.expanded_bytes = 2 * bytes}).gaps.empty());
    EXPECT_FALSE(open_file(shop, "o", {.expanded_bytes = bytes - 600}).gaps.empty());
}

TEST(Nest, NamesEncryptedMembersAndGoesOn_R29) {
    const Workshop shop;
    shop.run(
        "echo s > secret && echo o > open && zip -q -P word o.zip secret && zip -q o.zip open && mv o.zip o");
    const Seen seen = open_file(shop, "o");
    EXPECT_EQ(seen.reason("/o!/secret"), "encrypted");
    EXPECT_TRUE(seen.has("/o!/open"));
}

/// Cut, changed or unknown: offered as the file that it is, and named.
class Damaged : public testing::TestWithParam<const char*> {};

TEST_P(Damaged, IsNamedAndNeverPassedBy_R29) {
    const Workshop shop;
    shop.run("head -c 100000 /dev/urandom > leaf && " + std::string(GetParam()));
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.has("/o"));
    EXPECT_FALSE(seen.gaps.empty());
}

INSTANTIATE_TEST_SUITE_P(
    EachFormat, Damaged,
    testing::Values("tar cf - leaf | head -c 50000 > o", "gzip -c leaf | head -c 50000 > o",
                    "tar czf - leaf | head -c 50000 > o", "xz -c leaf | head -c 50000 > o",
                    "zstd -qc leaf | head -c 50000 > o", "bzip2 -c leaf | head -c 50000 > o",
                    "zip -q o.zip leaf && head -c 50000 o.zip > o",
                    "bsdtar --format 7zip -cf - leaf | head -c 50000 > o",
                    "bsdtar --format newc -cf - leaf | head -c 50000 > o",
                    "bsdtar --format iso9660 -cf - leaf | head -c 90000 > o",
                    "ar rc a leaf && head -c 50000 a > o", "printf '\\355\\253\\356\\333no rpm' > o",
                    "printf 'hsqs and more' > o", "printf 'Rar!\\032\\007\\001' > o"));

TEST(Nest, TakesEmptyContainersForWhatTheyAre) {
    const Workshop shop;
    shop.run(
        "gzip -c /dev/null > 1; xz -c /dev/null > 2; bzip2 -c /dev/null > 3; zstd -qc /dev/null > 4; "
        "tar cf 5 -T /dev/null; bsdtar --format newc -cf 6 -T /dev/null; "
        "ar rc 7; bsdtar --format zip -cf 8 -T /dev/null; bsdtar --format 7zip -cf 9 -T /dev/null");
    for (int i = 1; i <= 9; ++i) {
        const Seen seen = open_file(shop, std::to_string(i));
        EXPECT_TRUE(seen.gaps.empty()) << i << ": " << seen.gaps.front().reason;
        EXPECT_TRUE(seen.containers.empty()) << i;
    }
}

TEST(Nest, SeesWhatFollowsTheEndOfAnArchive_R29) {
    const Workshop shop;
    shop.run(
        "echo first > a && echo second > b && bsdtar --format newc -cf 1 a && "
        "bsdtar --format newc -cf 2 b && (cat 1; head -c 512 /dev/zero; gzip -c 2) > o && "
        "tar cf 3 a && (cat 3; echo hidden) > tailed");
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.has("/o!/a"));
    ASSERT_TRUE(seen.has("/o!/\\+!/b"));
    EXPECT_EQ(seen.offered.at("/o!/\\+!/b"), "second\n");
    EXPECT_EQ(open_file(shop, "tailed").offered.at("/tailed!/\\+"), "hidden\n");
}

TEST(Nest, OpensWhatScriptsAndProgramsCarry_R29) {
    const Workshop shop;
    shop.run(
        "echo inside > leaf && tar czf t leaf && (printf '#!/bin/sh\\nexit\\n'; cat t) > script && "
        "cat /bin/true t > program && (cat /bin/true; echo unknown bytes that are no archive at all) > odd");
    for (const std::string name : {"script", "program"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name;
        ASSERT_TRUE(seen.has("/" + name + "!/\\+!/leaf")) << name;
    }
    const Seen odd = open_file(shop, "odd");
    EXPECT_EQ(odd.offered.at("/odd!/\\+"), "unknown bytes that are no archive at all\n");
    EXPECT_EQ(odd.reason("/odd!/\\+"), "nothing here reads what the ELF program carries");
}

TEST(Nest, NeverFollowsLinksAndCountsThemOnce_R29) {
    const Workshop shop;
    shop.run(
        "echo content > a && ln a b && ln -s /etc/passwd c && mkfifo d && tar cf o a b c d && "
        "bsdtar --format newc -cf n a b c d");
    EXPECT_EQ(open_file(shop, "o").containers.at(0).members, 1U);
    EXPECT_EQ(open_file(shop, "n").containers.at(0).members, 1U);
}

TEST(Nest, OffersHostileNamesAsText_R29) {
    const Workshop shop;
    shop.run(R"(python3 - <<'P'
import io, tarfile
t = tarfile.open('o', 'w', format=tarfile.GNU_FORMAT, errors='surrogateescape')
for name in ['../../escape', '/absolute', 'line\nbreak', 'bad\udcff', 'x!/y', 'n' * 5000]:
    i = tarfile.TarInfo(name); i.size = 1; t.addfile(i, io.BytesIO(b'1'))
t.close()
P
)");
    const Seen seen = open_file(shop, "o");
    for (const char* path :
         {"/o!/../../escape", "/o!//absolute", "/o!/line\\x0Abreak", "/o!/bad\\xFF", "/o!/x\\x21/y"})
        EXPECT_TRUE(seen.has(path)) << path;
    EXPECT_TRUE(seen.has(shortened("/o!/" + std::string(5000, 'n'))));
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_FALSE(std::filesystem::exists("/absolute"));
}

TEST(Nest, ReadsNamesInEveryLocale_R29) {
    const Workshop shop;
    shop.run("python3 -c \"import zipfile; z = zipfile.ZipFile('o', 'w'); z.writestr('\xC3\xA4', 'x')\"");
    EXPECT_TRUE(open_file(shop, "o").has("/o!/\xC3\xA4"));
}

TEST(Nest, BoundsTheListOfGaps_R28) {
    const Workshop shop;
    shop.run(
        "mkdir d && for i in $(seq 1100); do echo x > d/$i; done && zip -qr -P word o.zip d && mv o.zip o");
    const Seen seen = open_file(shop, "o");
    EXPECT_EQ(seen.gaps.size(), 1001U);
    EXPECT_EQ(seen.gaps.back().reason, "100 more files were not unpacked");
}

TEST(Nest, EndsWithTheOffersError) {
    const Workshop shop;
    shop.run("echo x > a && tar cf o a");
    Nest nest({}, [](std::shared_ptr<const SpooledFile> file) -> Status {
        if (file->path == "/o") return Done{};
        return fail(Code::internal_error, "cancelled");
    });
    auto file = nest.take_bytes("/o", as_bytes(shop.content("o")));
    const auto done = nest.offer_with_members(std::move(*file));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().detail(), "cancelled");
}

}  // namespace
}  // namespace mme::test
