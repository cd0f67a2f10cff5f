// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/recognise.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

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
