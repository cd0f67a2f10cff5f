// SPDX-License-Identifier: LGPL-2.1-or-later
// Debs that readers disagree about: each has one fault, and none is taken.
#include <gtest/gtest.h>

#include <fstream>

#include "libverify/package/payload.h"
#include "tests/unit/package/deb_builder.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {
namespace {

using namespace std::string_literals;

Status walk_all(const std::filesystem::path& path) {
    MME_TRY(const PackageFile file, PackageFile::open(path));
    MME_TRY(const Package package, read_package(file));
    return walk_paths(file, package, [](const PayloadPath&) { return Status{Done{}}; });
}

/// The code of the refusal's text, or nothing if the deb was read to its end.
std::string refusal(const std::string& deb) {
    const Scratch scratch;
    const Status status = walk_all(save(scratch, as_bytes(deb)));
    if (status) return "";
    EXPECT_EQ(status.error().code(), Code::archive_malformed) << status.error().text();
    return status.error().text();
}

void expect_refusal(const std::string& deb, const std::string& reason) {
    EXPECT_NE(refusal(deb).find(reason), std::string::npos)
        << "expected: " << reason << "\nfound: " << refusal(deb);
}

std::string piped(const std::string& bytes, const std::string& command) {
    const Scratch scratch;
    const auto input = save(scratch, as_bytes(bytes)).string();
    run(command + " < " + input + " > " + input + ".out");
    const Bytes output = load(input + ".out");
    return std::string{as_text(output)};
}

std::string deb_with_data(const std::vector<TarSpec>& entries) {
    return deb_of(plain_control_tar(), data_tar_with(entries));
}

std::string deb_with_control(const std::vector<TarSpec>& more) {
    const std::string plain = plain_control_tar();
    const std::string tar = tar_of(more);
    return deb_of(plain.substr(0, plain.size() - 1024) + tar, data_tar_with({}));
}

TEST(PlainDeb, IsRead) {
    EXPECT_EQ(refusal(deb_with_data({{.name = "./opt/a", .content = "a"}})), "");
    EXPECT_EQ(refusal(deb_with_control({{.name = "./postinst", .content = "#!/bin/sh\n", .mode = 0755}})),
              "");
    EXPECT_EQ(refusal(deb_with_control({{.name = "conffiles", .content = ""}})), "");
}

TEST(DebMember, IsDecodedByItsSuffixAlone) {
    const std::string control = plain_control_tar();
    const std::string data = data_tar_with({{.name = "./opt/a", .content = "a"}});
    const std::string gz = piped(control, "gzip -n");
    const std::string xz = piped(control, "xz");
    EXPECT_EQ(refusal(deb_of(gz, data, "control.tar.gz")), "");
    expect_refusal(deb_of(xz, data, "control.tar.gz"), "gzip stream");
    expect_refusal(deb_of(gz, data, "control.tar.xz"), "xz stream");
    expect_refusal(deb_of(control, data, "control.tar.gz"), "gzip stream");
    expect_refusal(deb_of(gz, data, "control.tar"), "control.tar: entry");
    expect_refusal(deb_of(control, piped(data, "xz"), "control.tar", "data.tar.zst"), "zstd stream");
}

TEST(DebMember, IsOneStreamWithARightChecksum) {
    const std::string control = plain_control_tar();
    const std::string gz = piped(data_tar_with({{.name = "./opt/a", .content = "a"}}), "gzip -n");
    const auto with_data = [&](const std::string& member) {
        return deb_of(control, member, "control.tar", "data.tar.gz");
    };
    EXPECT_EQ(refusal(with_data(gz)), "");
    std::string damaged = gz;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);
    expect_refusal(with_data(damaged), "incorrect data check");
    expect_refusal(with_data(gz + gz), "bytes follow");
    expect_refusal(with_data(gz + "\n"), "bytes follow");
    expect_refusal(with_data(gz.substr(0, gz.size() - 1)), "cut off");
}

TEST(ControlTar, HoldsPlainFilesOnce) {
    const std::string control = "Package: mme-core\nVersion: 9\nArchitecture: all\n";
    for (const std::string& name :
         {".//control"s, "/control"s, "././control"s, "./control/"s, "../control"s, "./x/../control"s,
          "./a/b"s, "./.hidden"s, "./-x"s, "./a b"s, "./control\n"s, "./\x1b[2J"s})
        expect_refusal(deb_with_control({{.name = name, .content = control}}), "control.tar: entry 3");
    expect_refusal(deb_with_control({{.name = "./control", .content = control}}), "is there twice");
    expect_refusal(deb_with_control({{.name = "control", .content = control}}), "is there twice");
    expect_refusal(deb_with_control({{.name = "./", .type = '5'}}), "is there twice");
    expect_refusal(deb_with_control({{.name = "./preinst", .type = '1', .target = "./control"}}),
                   "no regular file");
    expect_refusal(deb_with_control({{.name = "./preinst", .type = '2', .target = "control"}}),
                   "no regular file");
    expect_refusal(deb_with_control({{.name = "./d/", .type = '5'}}), "no regular file");
    expect_refusal(deb_with_control({{.name = "./p", .type = '6'}}), "no regular file");
}

TEST(ControlTar, HasNoHeadersThatTarAppliesAndDpkgDoesNot) {
    for (const char type : "xgSMV"s)
        EXPECT_NE(refusal(deb_with_control({{.name = "pax", .type = type, .content = "19 path=./preinst\n"},
                                            {.name = "./x", .content = "#!/bin/sh\n"}})),
                  "")
            << type;
    expect_refusal(
        deb_with_control({{.name = "./preinst", .type = '1', .content = "x", .target = "./control"}}),
        "its size");
}

TEST(DataTar, HasPathsThatAreTheirOwnNormalForm) {
    for (const std::string& name :
         {"./opt//mme/a"s, "./usr/../opt/mme/a"s, "./opt/./a"s, ".//opt/a"s, "//opt/a"s, "../a"s, "./.."s,
          "./opt/a/"s, "./opt/a\nb"s, "./opt/a.dpkg-new"s, "./opt/a.dpkg-tmp/b"s})
        expect_refusal(deb_with_data({{.name = name, .content = "x"}}), "its path");
    expect_refusal(deb_with_data({{.name = "./opt/d//", .type = '5'}}), "empty component");
    expect_refusal(deb_with_data({{.name = ".", .content = "x"}}), "no directory");
    const std::string prefix = "./" + std::string(150, 'p');
    const auto empty = [&](std::string& header) { put(header, 345, prefix); };
    expect_refusal(deb_with_data({{.name = "/a", .edit = empty}}), "empty component");
    std::string deep;
    for (int i = 0; i < 2047; ++i) deep += "a/";
    const std::string most = deep + "a" + '\0';
    EXPECT_EQ(refusal(deb_with_data({{.name = "L", .type = 'L', .content = most}, {.name = "x"}})), "");
    const std::string more = std::string(4096, 'a') + '\0';
    expect_refusal(deb_with_data({{.name = "L", .type = 'L', .content = more}, {.name = "x"}}), "4,096");
}

TEST(DataTar, HasNamesThatDpkgCanPutItsSuffixTo) {
    const auto named = [](std::size_t size, char type) {
        const std::string text = "./opt/" + std::string(size, 'n') + '\0';
        return deb_with_data({{.name = "L", .type = 'L', .content = text}, {.name = "x", .type = type}});
    };
    for (const char type : "05"s) {
        EXPECT_EQ(refusal(named(246, type)), "");
        expect_refusal(named(247, type), "more than 246 bytes");
        expect_refusal(named(255, type), "more than 246 bytes");
    }
}

TEST(DataTar, HasEntriesBelowDirectoriesAlone) {
    const TarSpec below{.name = "./opt/a/b/c"};
    EXPECT_EQ(refusal(deb_with_data({{.name = "./opt/a/b/", .type = '5'}, below, {.name = "./opt/a.x"}})),
              "");
    EXPECT_EQ(refusal(deb_with_data({below, {.name = "./opt/a/", .type = '5'}, {.name = "./opt/a/b.x"}})),
              "");
    for (const TarSpec& other : {TarSpec{.name = "./opt/a"}, TarSpec{.name = "./opt/a/b"},
                                 TarSpec{.name = "./opt/a", .type = '2', .target = "x"},
                                 TarSpec{.name = "./opt/a/b", .type = '6'}}) {
        expect_refusal(deb_with_data({other, below}), "an entry above it is no directory");
        expect_refusal(deb_with_data({below, other}), "entries before it lie below it");
    }
}

TEST(DataTar, HasOwnersThatAreTheSameOnEveryHost) {
    const auto with_owner = [](const std::string& name, const std::string& id, std::size_t at) {
        const auto edit = [&](std::string& header) {
            put(header, at == 265 ? 108 : 116, id);
            put(header, at, name + std::string(32 - name.size(), '\0'));
        };
        return deb_with_data({{.name = "./opt/su", .mode = 06755, .edit = edit}});
    };
    for (const std::size_t at : {265U, 297U}) {
        for (const std::string& name :
             {"daemon"s, "_apt"s, "systemd-network"s, "nosuchuser"s, "DOM\\\\joe"s, "host$"s, ""s})
            EXPECT_EQ(refusal(with_owner(name, "0000001", at)), "") << name;
        EXPECT_EQ(refusal(with_owner("root", "0000000", at)), "");
        EXPECT_EQ(refusal(with_owner("", "0000000", at)), "");
        for (const std::string& name :
             {"0"s, "1000"s, "+0"s, "-1"s, "0x0"s, " root"s, "root "s, "a:b"s, "\x01"s, "a/b"s})
            expect_refusal(with_owner(name, "0000001", at), "no name of an account");
        expect_refusal(with_owner("daemon", "0000000", at), "which is root's");
        expect_refusal(with_owner("Root", "0000000", at), "which is root's");
    }
}

TEST(DataTar, HasEachPathOnce) {
    const std::string twice = "its path is there twice";
    expect_refusal(deb_with_data({{.name = "./opt/a"}, {.name = "./opt/b"}, {.name = "./opt/a"}}), twice);
    expect_refusal(deb_with_data({{.name = "./opt/a"}, {.name = "/opt/a"}}), twice);
    expect_refusal(deb_with_data({{.name = "./opt/a"}, {.name = "opt/a", .type = '2', .target = "b"}}),
                   twice);
    expect_refusal(deb_with_data({{.name = "./opt/", .type = '5'}}), twice);
    expect_refusal(deb_with_data({{.name = "./opt/a/", .type = '5'}, {.name = "./opt/a"}}), twice);
}

TEST(DataTar, HasHardLinksToFilesBeforeThem) {
    const TarSpec file{.name = "./opt/a", .content = "x"};
    const TarSpec link{.name = "./opt/b", .type = '1', .target = "./opt/a"};
    EXPECT_EQ(refusal(deb_with_data({file, link, {.name = "./opt/c", .type = '1', .target = "opt/b"}})), "");
    expect_refusal(deb_with_data({link, file}), "no file before it");
    expect_refusal(deb_with_data({{.name = "./opt/b", .type = '1', .target = "/etc/shadow"}}),
                   "no file before it");
    expect_refusal(deb_with_data({{.name = "./opt/b", .type = '1', .target = "./opt/b"}}),
                   "no file before it");
    expect_refusal(deb_with_data({{.name = "./opt/a", .type = '2', .target = "/etc/shadow"}, link}),
                   "no file before it");
    expect_refusal(deb_with_data({{.name = "./opt/b", .type = '1', .target = "./opt"}}), "no file before it");
    expect_refusal(deb_with_data({file, {.name = "./opt/b", .type = '1', .target = "./opt//a"}}),
                   "empty component");
    expect_refusal(
        deb_with_data({file, {.name = "./opt/b", .type = '1', .target = "./opt/a", .mode = 04755}}),
        "another mode or owner");
    const auto user = [](std::string& header) {
        put(header, 108, "0000005");
        put(header, 265, "games");
    };
    expect_refusal(deb_with_data({file, {.name = "./opt/b", .type = '1', .target = "./opt/a", .edit = user}}),
                   "another mode or owner");
}

TEST(DataTar, ExpandsToNoMoreThanAHundredTimes_R28) {
    const Scratch scratch;
    const std::string tree = (scratch.path() / "tree").string();
    run("mkdir -p " + tree + "/DEBIAN && truncate -s 300M " + tree + "/one " + tree + "/two && " +
        R"(printf 'Package: a0\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n' >)" +
        tree + "/DEBIAN/control && dpkg-deb -Zzstd -z1 --build " + tree + " " + tree + ".deb");
    const Status status = walk_all(tree + ".deb");
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().text().find("expands to more than"), std::string::npos) << status.error().text();
}

TEST(ArHeader, HasExactNumbersAndPlainNames) {
    const std::string deb = deb_with_data({});
    const std::size_t control = 8 + 60 + 4;
    const auto with = [&](std::size_t offset, const std::string& bytes) {
        std::string changed = deb;
        put(changed, control + offset, bytes);
        return changed;
    };
    EXPECT_EQ(refusal(with(0, "control.tar/    ")), "");
    for (const std::string& size : {" 2560     "s, "+2560     "s, "-2560     "s, "2560 x    "s,
                                    "02560\0    "s, "0x a00    "s, "          "s, "2.56e3    "s})
        expect_refusal(with(48, size), "is no decimal number");
    expect_refusal(with(48, "0" + deb.substr(control + 48, 9)), "is no decimal number");
    for (const std::size_t field : {16U, 28U, 34U, 40U}) {
        expect_refusal(with(field, "-1   "), "is no number");
        expect_refusal(with(field, "     "), "is no number");
        expect_refusal(with(field, "1 1  "), "is no number");
    }
    expect_refusal(with(40, "100648  "), "is no number");
    for (const std::string& name :
         {"control.tar//   "s, "/control.tar    "s, "control .tar    "s, "control.tar\0    "s,
          " control.tar    "s, "#1/20           "s, "/0              "s})
        expect_refusal(with(0, name), "no plain name");
    expect_refusal(with(58, "\n`"), "does not end");
}

}  // namespace
}  // namespace mme::test
