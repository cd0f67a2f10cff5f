// SPDX-License-Identifier: LGPL-2.1-or-later
// What the decoder makes of a member, dpkg-deb makes of it too.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "tests/unit/decode/streams.h"

namespace mme::test {
namespace {

void add_member(Bytes& ar, const std::string& name, ByteView content) {
    const std::string header =
        fmt::format("{:<16}0           0     0     100644  {:<10}`\n", name, content.size());
    ar = joined(joined(ar, as_bytes(header)), content);
    if (content.size() % 2 != 0) ar.push_back('\n');
}

/// Standard output of dpkg-deb --fsys-tarfile for a deb whose data.tar is `stream`; nothing if it fails.
std::optional<Bytes> dpkg_output(const Scratch& scratch, const std::string& suffix, ByteView stream) {
    const auto magic = as_bytes("!<arch>\n");
    Bytes ar{magic.begin(), magic.end()};
    add_member(ar, "debian-binary", as_bytes("2.0\n"));
    add_member(ar, "control.tar", Bytes(1024));
    add_member(ar, "data.tar" + suffix, stream);
    const auto deb = save(scratch, ar).string();
    const auto output = scratch.path() / "output";
    const std::string command = "dpkg-deb --fsys-tarfile " + deb + " > " + output.string() + " 2> /dev/null";
    if (std::system(command.c_str()) != 0) return std::nullopt;  // NOLINT(cert-env33-c)
    return load(output);
}

class Member : public testing::TestWithParam<Writer> {
  protected:
    /// True if it was read, and then by both alike.
    bool agreed(ByteView stream, const std::string& what) const {
        const auto ours = decoded(scratch, stream, GetParam().compression);
        if (!ours) return false;
        const auto theirs = dpkg_output(scratch, GetParam().suffix, stream);
        EXPECT_TRUE(theirs && *theirs == *ours) << what;
        return true;
    }

    Scratch scratch;
};

TEST_P(Member, IsReadAsDpkgReadsIt) {
    const Bytes stream = compressed(scratch, GetParam(), sample_text(3000));
    EXPECT_TRUE(agreed(stream, "as it was written"));
    std::mt19937 numbers(11);
    for (int round = 0; round < 60; ++round) {
        Bytes changed = stream;
        const std::size_t place = round < 25 ? static_cast<std::size_t>(round) : numbers() % changed.size();
        changed[place] = static_cast<std::uint8_t>(numbers());
        if (numbers() % 4 == 0) changed.resize(changed.size() - numbers() % 20);
        agreed(changed, fmt::format("round {}", round));
    }
}

INSTANTIATE_TEST_SUITE_P(Of, Member,
                         testing::Values(Writer{Compression::none, "cat", ""},
                                         Writer{Compression::gzip, "gzip -9", ".gz"},
                                         Writer{Compression::bzip2, "bzip2 -9", ".bz2"},
                                         Writer{Compression::xz, "xz -9e", ".xz"},
                                         Writer{Compression::lzma, "xz --format=lzma", ".lzma"},
                                         Writer{Compression::zstd, "zstd -q --check", ".zst"},
                                         Writer{Compression::zstd, "zstd -q --no-check", ".zst"}),
                         test_name);

/// dpkg-deb compresses with as many threads as there are processors: still one stream.
TEST(DpkgDeb, WritesStreamsThatAreRead) {
    const Scratch scratch;
    const auto root = scratch.path() / "root";
    std::filesystem::create_directories(root / "DEBIAN");
    std::ofstream{root / "DEBIAN/control"}
        << "Package: big\nVersion: 1\nArchitecture: all\nMaintainer: a\nDescription: d\n";
    run("head -c 8M /dev/urandom > " + (root / "data").string());
    for (const auto& [options, compression] :
         {std::pair{"-Zxz -z1 --threads-max=4", Compression::xz},
          std::pair{"-Zzstd -z3 --threads-max=4", Compression::zstd},
          std::pair{"-Zzstd -z1", Compression::zstd}, std::pair{"-Zgzip -z1", Compression::gzip}}) {
        const auto deb = scratch.path() / "big.deb";
        run(fmt::format("dpkg-deb {} -b {} {}", options, root.string(), deb.string()));
        const auto package = read(deb);
        ASSERT_TRUE(package) << package.error().text();
        const auto file = PackageFile::open(deb);
        auto decoder = Decoder::open(*file, package->payload, compression);
        Bytes piece(std::size_t{1} << 20U);
        while (decoder->read(piece).value() > 0) {
        }
        EXPECT_GT(decoder->position(), std::uint64_t{8} << 20U) << options;
    }
}

}  // namespace
}  // namespace mme::test
