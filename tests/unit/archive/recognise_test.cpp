// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/recognise.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace mme {
namespace {

namespace fs = std::filesystem;

class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "mme-recognise-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

std::vector<ContainerKind> kinds_of(const fs::path& path) {
    const auto file = PackageFile::open(path);
    const auto found = recognise(file.value());
    std::vector<ContainerKind> kinds;
    for (const auto& one : found.value()) kinds.push_back(one.kind);
    return kinds;
}

std::vector<ContainerKind> kinds_of_bytes(std::string_view bytes) {
    const Folder folder;
    std::ofstream(folder.path / "f", std::ios::binary) << bytes;
    return kinds_of(folder.path / "f");
}

using Kinds = std::vector<ContainerKind>;
using namespace std::string_literals;

struct Made {
    const char* command;
    ContainerKind kind;
};

/// Each format as a real tool writes it: `f` is a file to pack, `o` what it becomes.
class RealFormats : public testing::TestWithParam<Made> {};

TEST_P(RealFormats, AreRecognised_R29) {
    const Folder folder;
    std::ofstream(folder.path / "f") << std::string(3000, 'x');
    const std::string command =
        "cd " + folder.path.string() + " && (" + GetParam().command + ") >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    EXPECT_EQ(kinds_of(folder.path / "o"), Kinds{GetParam().kind});
}

INSTANTIATE_TEST_SUITE_P(
    Tools, RealFormats,
    testing::Values(Made{"bsdtar --format ustar -cf o f", ContainerKind::tar},
                    Made{"bsdtar --format pax -cf o f", ContainerKind::tar},
                    Made{"tar --format v7 -cf o f", ContainerKind::tar},
                    Made{"tar --format gnu -cf o f", ContainerKind::tar},
                    Made{"bsdtar --format newc -cf o f", ContainerKind::cpio},
                    Made{"bsdtar --format odc -cf o f", ContainerKind::cpio},
                    Made{"bsdtar --format bin -cf o f", ContainerKind::cpio},
                    Made{"ar rc o f", ContainerKind::ar},
                    Made{"zip -q o.zip f; mv o.zip o", ContainerKind::zip},
                    Made{"zip -q o.zip f; (echo '#!/bin/sh'; cat o.zip) > o", ContainerKind::zip},
                    Made{"echo | zip -q -fz o.zip -; mv o.zip o", ContainerKind::zip},
                    Made{"bsdtar --format 7zip -cf o f", ContainerKind::sevenzip},
                    Made{"bsdtar --format iso9660 -cf o f", ContainerKind::iso9660},
                    Made{"gzip -c f > o", ContainerKind::gzip}, Made{"bzip2 -c f > o", ContainerKind::bzip2},
                    Made{"bzip2 -c /dev/null > o", ContainerKind::bzip2},
                    Made{"xz -c f > o", ContainerKind::xz},
                    Made{"xz --format=lzma -c f > o", ContainerKind::lzma},
                    Made{"xz --format=lzma -0 -c f > o", ContainerKind::lzma},
                    Made{"zstd -q f -o o", ContainerKind::zstd},
                    Made{"bsdtar -cf o --format raw --lz4 f", ContainerKind::lz4},
                    Made{"bsdtar -cf o --format raw --lzip f", ContainerKind::lzip},
                    Made{"bsdtar -cf o --format raw -Z f", ContainerKind::compress}));

struct Odd {
    const char* made;  ///< `o` from the packed files `f.gz`, `f.Z`, `f.tar` and `f.zip` by Python's `edit`
    const char* read;  ///< by a reader that takes it
    ContainerKind kind;
};

/// What a format's definition does not allow and some reader unpacks all the same.
class OddFormats : public testing::TestWithParam<Odd> {};

TEST_P(OddFormats, AreSeenAsTheirReadersSeeThem_R29) {
    const Folder folder;
    std::ofstream(folder.path / "f") << std::string(3000, 'x');
    std::ofstream(folder.path / "edit.py")
        << "import struct\n"
           "def load(name): return bytearray(open(name, 'rb').read())\n"
           "def summed(tar, signed):\n"
           "    tar[148:156] = b' ' * 8\n"
           "    total = sum(b - 256 if signed and b > 127 else b for b in tar[:512])\n"
           "    tar[148:156] = b'%06o\\0 ' % total\n"
           "    return tar\n"
        << GetParam().made << "\nopen('o', 'wb').write(o)\n";
    const std::string command =
        "cd " + folder.path.string() +
        " && (gzip -kn f && bsdtar -cf f.Z --format raw -Z f && tar --format=v7 -cf f.tar f && zip -q f.zip f"
        " && python3 edit.py && " +
        GetParam().read + ") >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    const Kinds kinds = kinds_of(folder.path / "o");
    EXPECT_NE(std::find(kinds.begin(), kinds.end(), GetParam().kind), kinds.end()) << GetParam().made;
}
INSTANTIATE_TEST_SUITE_P(
    All, OddFormats,
    testing::Values(
        Odd{"o = load('f.gz'); o[3] |= 0x80", "python3 -c \"import gzip; gzip.open('o').read()\"",
            ContainerKind::gzip},
        Odd{"o = load('f.gz'); o[1] = 0x9e", "gzip -dc < o", ContainerKind::unreadable},
        Odd{"o = load('f.Z'); o[2] |= 0x20", "gzip -dc < o; [ $? -ne 1 ]", ContainerKind::compress},
        Odd{"o = load('f.tar'); o[0:1] = b'\\0'; o = summed(o, False)", "tar -tf o", ContainerKind::tar},
        Odd{"o = load('f.tar'); o[0:1] = b'\\xe9'; o = summed(o, True)", "tar -tf o", ContainerKind::tar},
        Odd{"o = b'MZ' + bytes(62) + load('f.zip') + b'12345'", "python3 -m zipfile -t o",
            ContainerKind::zip},
        Odd{"o = struct.pack('<BIQ', 1, 4096, 9) + bytes(5) + load('f.zip') + b'12345'",
            "python3 -m zipfile -t o", ContainerKind::zip}));

TEST(Recognise, TakesPlainFilesForWhatTheyAre) {
    EXPECT_EQ(kinds_of_bytes(""), Kinds{});
    EXPECT_EQ(kinds_of_bytes("#!/bin/sh\n"), Kinds{});
    EXPECT_EQ(kinds_of_bytes("070701 is a telephone number"), Kinds{});
    EXPECT_EQ(kinds_of_bytes("0707070 too, and this line is long enough to be a header of that format ....."),
              Kinds{});
    EXPECT_EQ(kinds_of_bytes("\xC7\x71 has the magic of old cpio and nothing else of it ........."), Kinds{});
    EXPECT_EQ(kinds_of_bytes("\x1F\x8B is the magic of gzip"), Kinds{});
    EXPECT_EQ(kinds_of_bytes("BZh9 is a word"), Kinds{});
    EXPECT_EQ(kinds_of_bytes("\x5D\0\0 begins some .lzma files, and this"s), Kinds{});
    EXPECT_EQ(kinds_of_bytes(std::string(2048, '\0')), Kinds{});
    EXPECT_EQ(kinds_of_bytes("text about PK\x05\x06 " + std::string(40, 'z')), Kinds{});
    EXPECT_EQ(kinds_of("/bin/true"), Kinds{});
}

TEST(Recognise, SeesEverythingThatAFileIs_R29) {
    const Folder folder;
    std::ofstream(folder.path / "f") << "x";
    const std::string command =
        "cd " + folder.path.string() + " && zip -q o.zip f && gzip -c f > o && cat o.zip >> o";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(kinds_of(folder.path / "o"), (Kinds{ContainerKind::gzip, ContainerKind::zip}));
}

TEST(Recognise, NamesWhatItCannotUnpack_R29) {
    EXPECT_EQ(kinds_of_bytes("hsqs and more"), Kinds{ContainerKind::unreadable});
    EXPECT_EQ(kinds_of_bytes("Rar!\x1A\x07\x01"), Kinds{ContainerKind::unreadable});
    EXPECT_EQ(kinds_of_bytes("QFI\xFB"), Kinds{ContainerKind::unreadable});
}

}  // namespace
}  // namespace mme
