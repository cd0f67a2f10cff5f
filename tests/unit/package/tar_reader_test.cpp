// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/tar_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "tests/unit/package/deb_builder.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

using namespace std::string_literals;

const std::string gnu = "ustar  \0"s;
const std::string v7(8, '\0');

struct Seen {
    std::vector<TarEntry> entries;
    std::vector<std::string> contents;
    std::string error;
};

Status read_all(TarReader& reader, Seen& seen) {
    for (;;) {
        MME_TRY(auto entry, reader.next());
        if (!entry) return Done{};
        Bytes content(entry->size);
        MME_CHECK(reader.read(content));
        seen.contents.emplace_back(as_text(content));
        seen.entries.push_back(*std::move(entry));
    }
}

Seen read_tar(const std::string& tar) {
    const Scratch scratch;
    const auto file = PackageFile::open(save(scratch, as_bytes(tar)));
    auto reader = TarReader::open(*file, {0, tar.size()}, Compression::none, "data.tar");
    Seen seen;
    const Status status = read_all(*reader, seen);
    if (!status) {
        EXPECT_EQ(status.error().code(), Code::archive_malformed);
        seen.error = status.error().text();
    }
    return seen;
}

void expect_refused(const std::string& tar, const std::string& reason) {
    const Seen seen = read_tar(tar);
    EXPECT_NE(seen.error.find(reason), std::string::npos)
        << "expected: " << reason << "\nfound: " << seen.error;
}

/// The error of an archive with one file whose header was changed.
void expect_header_refused(const std::function<void(std::string&)>& edit, const std::string& reason) {
    expect_refused(tar_of({{.name = "./a", .content = "x", .edit = edit}}), reason);
}

TEST(TarReader, ReadsTypesModesOwnersAndTargets) {
    const Seen seen = read_tar(tar_of({{.name = "./d/", .type = '5', .mode = 01777},
                                       {.name = "./d/f", .content = "content", .mode = 04755},
                                       {.name = "./d/s", .type = '2', .target = "../x", .mode = 0777},
                                       {.name = "./d/h", .type = '1', .target = "./d/f", .mode = 04755},
                                       {.name = "./d/p", .type = '6'}}));
    ASSERT_EQ(seen.error, "");
    ASSERT_EQ(seen.entries.size(), 5U);
    EXPECT_EQ(seen.entries[0].type, TarType::directory);
    EXPECT_EQ(seen.entries[0].mode, 01777U);
    EXPECT_EQ(seen.contents[1], "content");
    EXPECT_EQ(seen.entries[1].user, "root");
    EXPECT_EQ(seen.entries[2].target, "../x");
    EXPECT_EQ(seen.entries[3].type, TarType::hardlink);
    EXPECT_EQ(seen.entries[4].type, TarType::fifo);
}

TEST(TarReader, ReadsThePrefixOfUstarAlone) {
    const auto prefix = [](std::string& header) { put(header, 345, "./deep"); };
    EXPECT_EQ(read_tar(tar_of({{.name = "a", .edit = prefix}})).entries.at(0).name, "./deep/a");
    expect_refused(tar_of({{.name = "a", .magic = gnu, .edit = prefix}}), "behind the fields");
    expect_refused(tar_of({{.name = "a", .magic = v7, .edit = prefix}}), "behind the fields");
}

TEST(TarReader, ReadsOldArchives) {
    const Seen seen = read_tar(tar_of({{.name = "a", .type = '\0', .content = "x", .magic = v7}}));
    ASSERT_EQ(seen.error, "");
    EXPECT_EQ(seen.entries[0].type, TarType::file);
    const auto user = [](std::string& header) { put(header, 265, "root"); };
    expect_refused(tar_of({{.name = "a", .magic = v7, .edit = user}}), "behind the fields");
}

TEST(TarReader, RefusesOtherMagic) {
    for (const std::string& magic :
         {"ustar\0\0\0"s, "ustar 00"s, "ustar\0"s + "01", "ustar\0  "s, "UStar\00000"s})
        expect_refused(tar_of({{.name = "a", .magic = magic}}), "its magic");
}

TEST(TarReader, PutsLongNamesIn) {
    const std::string name = "./" + std::string(300, 'n');
    const std::string target = "./" + std::string(4094, 't');
    const Seen seen =
        read_tar(tar_of({{.name = "././@LongLink", .type = 'K', .content = target + '\0', .magic = gnu},
                         {.name = "././@LongLink", .type = 'L', .content = name + '\0', .magic = gnu},
                         {.name = name, .type = '2', .target = target, .magic = gnu},
                         {.name = "./short", .magic = gnu}}));
    ASSERT_EQ(seen.error, "");
    EXPECT_EQ(seen.entries.at(0).name, name);
    EXPECT_EQ(seen.entries.at(0).target, target);
    EXPECT_EQ(seen.entries.at(1).name, "./short");
}

/// As libarchive's gnutar writer, and so CPack, fills the headers in front of a link.
TEST(TarReader, PassesOverATargetInTheHeaderOfALongText) {
    const std::string name = "./" + std::string(120, 'n');
    const std::string target = std::string(120, 't');
    const auto start_of_target = [&](std::string& header) { put(header, 157, target.substr(0, 100)); };
    const TarSpec link{
        .name = name.substr(0, 100), .type = '2', .target = target.substr(0, 100), .magic = gnu};
    const auto with = [&](char type, const std::string& text) {
        return TarSpec{.name = "././@LongLink",
                       .type = type,
                       .content = text + '\0',
                       .magic = gnu,
                       .edit = start_of_target};
    };
    const Seen seen = read_tar(tar_of({with('K', target), with('L', name), link}));
    ASSERT_EQ(seen.error, "");
    ASSERT_EQ(seen.entries.size(), 1U);
    EXPECT_EQ(seen.entries[0].name, name);
    EXPECT_EQ(seen.entries[0].target, target);
    const Seen file = read_tar(tar_of({with('L', name), {.name = "./short", .magic = gnu}}));
    ASSERT_EQ(file.error, "");
    EXPECT_EQ(file.entries.at(0).target, "");
}

TEST(TarReader, RefusesLongNamesThatReadersDisagreeAbout) {
    const auto with = [](const std::string& content, char type = 'L') {
        return TarSpec{.name = "././@LongLink", .type = type, .content = content, .magic = gnu};
    };
    const TarSpec file{.name = "./a", .magic = gnu};
    expect_refused(tar_of({with("./b"), file}), "one NUL");
    expect_refused(tar_of({with("./b\0./c\0"s), file}), "one NUL");
    expect_refused(tar_of({with("./b\0\0"s), file}), "one NUL");
    expect_refused(tar_of({with(""), file}), "expected 1 to 4096");
    expect_refused(tar_of({with("\0"s), file}), "expected 1 to 4096");
    expect_refused(tar_of({with(std::string(4097, 'a') + '\0'), file}), "expected 1 to 4096");
    expect_refused(tar_of({with("./b\0"s), with("./c\0"s), file}), "two long names");
    expect_refused(tar_of({with("./b\0"s)}), "no entry follows");
    expect_refused(tar_of({with("./b\0"s, 'K'), file}), "it is no link");
}

TEST(TarReader, RefusesOtherTypes) {
    for (const char type : "xgSMVDNAX7s8a \x80"s) {
        const TarSpec odd{.name = "./a", .type = type, .content = "20 path=./b\n"};
        EXPECT_NE(read_tar(tar_of({odd, {.name = "./c"}})).error, "") << static_cast<int>(type);
    }
}

TEST(TarReader, RefusesASizeWhereNoContentIs) {
    for (const char type : "123456"s) {
        const bool link = type == '1' || type == '2';
        const TarSpec odd{.name = "./a", .type = type, .content = "x", .target = link ? "./b" : ""};
        expect_refused(tar_of({odd}), "its size");
    }
}

TEST(TarReader, RefusesNumbersThatAreNotExact) {
    const std::vector<std::string> wrong{
        "        "s,  "\0\0\0\0\0\0\0\0"s, "\0000000644"s,
        "0000648\0"s, "000644x\0"s,        "000 644\0"s,
        "-000644\0"s, "+000644\0"s,        "\xff\xff\xff\xff\xff\xff\xff\xff"s};
    for (const std::size_t offset : {100U, 108U, 116U})
        for (const std::string& number : wrong)
            expect_header_refused([&](std::string& header) { put(header, offset, number); }, "is no number");
    for (const std::string& number :
         {"           1"s, "1           "s, "000000000001"s, "1\0\0\0\0\0\0\0\0\0\0\0"s}) {
        const TarSpec good{
            .name = "a", .content = "x", .edit = [&](auto& header) { put(header, 124, number); }};
        EXPECT_EQ(read_tar(tar_of({good})).error, "") << number;
    }
}

TEST(TarReader, ReadsBase256WhereBothReadersDo) {
    const auto size = [](std::string& header) { put(header, 124, "\x80\0\0\0\0\0\0\0\0\0\0\1"s); };
    EXPECT_EQ(read_tar(tar_of({{.name = "a", .content = "x", .edit = size}})).contents.at(0), "x");
    const auto uid = [](std::string& header) { put(header, 108, "\x80\0\0\0\0\x01\0\0"s); };
    EXPECT_EQ(read_tar(tar_of({{.name = "a", .edit = uid}})).entries.at(0).uid, 65536U);
    const auto before_1970 = [](std::string& header) { put(header, 136, std::string(12, '\xff')); };
    EXPECT_EQ(read_tar(tar_of({{.name = "a", .edit = before_1970}})).error, "");
    for (const std::string& number : {"\x81\0\0\0\0\0\0\0\0\0\0\1"s, "\x80\1\0\0\0\0\0\0\0\0\0\1"s,
                                      "\x80\0\0\0\x80\0\0\0\0\0\0\1"s, std::string(12, '\xff')})
        expect_header_refused([&](std::string& header) { put(header, 124, number); }, "its size");
    expect_header_refused([](auto& header) { put(header, 108, "\x80\0\0\0\xff\xff\xff\xff"s); }, "its uid");
    expect_header_refused([](auto& header) { put(header, 100, "\x80\0\0\0\0\0\1\xa4"s); }, "its mode");
    expect_header_refused([](auto& header) { put(header, 136, "\xff\0\0\0\0\0\0\0\0\0\0\0"s); }, "its mtime");
}

TEST(TarReader, RefusesModesOfAnotherType) {
    const auto mode = [](const char* text) {
        return [text](std::string& header) { put(header, 100, text); };
    };
    EXPECT_EQ(read_tar(tar_of({{.name = "a", .edit = mode("0100644")}})).entries.at(0).mode, 0644U);
    expect_header_refused(mode("0040644"), "its mode");
    expect_header_refused(mode("0200644"), "its mode");
}

TEST(TarReader, RefusesBytesBehindTheEndOfAText) {
    for (const std::size_t offset : {99U, 256U, 290U, 320U, 499U, 505U})
        expect_header_refused([&](std::string& header) { header[offset] = 'x'; }, "");
    expect_header_refused([](auto& header) { put(header, 10, "b"); }, "its name has bytes");
    expect_header_refused([](auto& header) { put(header, 265, std::string(32, 'u')); },
                          "its owner does not end");
    expect_header_refused([](auto& header) { put(header, 157, "./b"); }, "it is no link");
}

TEST(TarReader, RefusesASignedChecksum) {
    std::string tar = tar_of({{.name = "./\xe4"}});
    EXPECT_EQ(read_tar(tar).error, "");
    put(tar, 148, "005252");
    expect_refused(tar, "its checksum");
}

TEST(TarReader, EndsInTwoBlocksOfZerosAndNothingElse) {
    const std::string tar = tar_of({{.name = "./a", .content = "x"}});
    EXPECT_EQ(read_tar(tar + std::string(10240 - tar.size(), '\0')).error, "");
    EXPECT_EQ(read_tar(tar + std::string(std::size_t{1} << 20U, '\0')).error, "");
    expect_refused(tar + std::string((std::size_t{1} << 20U) + 512, '\0'), "zeros at the end");
    expect_refused(tar + std::string(10, '\0'), "last block is cut off");
    expect_refused(tar + std::string(5000, '\0') + "x", "behind the archive's end");
    expect_refused(tar + tar, "behind the archive's end");
    expect_refused(tar.substr(0, tar.size() - 512), "cut off");
    expect_refused(tar.substr(0, tar.size() - 1024), "cut off");
    expect_refused(tar.substr(0, 700), "cut off");
    expect_refused(tar.substr(0, 1024) + std::string(512, '\0') + tar, "expected two");
    expect_refused("", "cut off");
    std::string padding = tar;
    padding[600] = 'y';
    expect_refused(padding, "not padded with zeros");
    // dpkg takes a header that it cannot read for the end if its first byte is zero.
    std::string nameless = tar;
    nameless[0] = '\0';
    EXPECT_NE(read_tar(nameless).error, "");
}

TEST(TarReader, ReadsWhatGnuTarWrites) {
    const Scratch scratch;
    const auto root = scratch.path() / "root";
    const std::string deep = root.string() + "/" + std::string(90, 'd') + "/" + std::string(90, 'e');
    run("mkdir -p " + deep + " && echo f > " + deep + "/" + std::string(120, 'f') + " && cd " +
        root.string() + " && echo x > x && ln x y && ln -s " + std::string(200, 't') + " s && mkfifo p");
    for (const std::string format : {"gnu", "oldgnu"}) {
        const std::string tar = run("tar -C " + root.string() + " --format=" + format + " -cf - .");
        const Seen seen = read_tar(tar);
        EXPECT_EQ(seen.error, "") << format;
        std::string names;
        for (const TarEntry& entry : seen.entries) names += entry.name + '\n';
        std::ofstream{scratch.path() / "x.tar", std::ios::binary} << tar;
        EXPECT_EQ(names, run("tar -tf " + (scratch.path() / "x.tar").string()));
    }
    for (const std::string format : {"pax", "posix"}) {
        const Seen seen = read_tar(run("tar -C " + root.string() + " --format=" + format + " -cf - ."));
        EXPECT_NE(seen.error.find("pax header"), std::string::npos) << seen.error;
    }
}

}  // namespace
}  // namespace mme::test
