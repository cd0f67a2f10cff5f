// SPDX-License-Identifier: LGPL-2.1-or-later
// What other readers of an archive could find in it is offered or named, whatever the archive says of itself.
#include <gtest/gtest.h>

#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

/// A program in python with the module zipfile at hand, and 64 bytes that no archive begins with.
std::string python(const std::string& program) {
    return "python3 - <<'P'\nimport io, os, struct, zipfile, zlib\njunk = bytes(range(1, 65))\n" + program +
           "\nP\n";
}

TEST(Formats, OffersWhatAZipArchiveDoesNotName_R29) {
    const Workshop shop;
    shop.run(python(R"(
def zipped(name, body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr(name, body)
    return out.getvalue()
one, two = zipped('one', 'first'), zipped('two', 'second')
open('before', 'wb').write(two + one)
open('behind', 'wb').write(one + two[:0] + zlib.compress(junk * 9))
open('text', 'wb').write(b'a text that stands before an archive, as a licence might\n' + one)
)"));
    const Seen before = open_file(shop, "before");
    EXPECT_EQ(before.offered.at("/before!/one"), "first");
    EXPECT_EQ(before.offered.at("/before!/\\+0!/two"), "second");
    EXPECT_TRUE(before.gaps.empty());
    const Seen behind = open_file(shop, "behind");
    EXPECT_EQ(behind.offered.at("/behind!/one"), "first");
    EXPECT_EQ(behind.gaps.size(), 1U);
    EXPECT_TRUE(open_file(shop, "text").gaps.empty());
}

TEST(Formats, NamesEntriesThatOnlyLocalHeadersHave_R29) {
    const Workshop shop;
    shop.run(python(R"(
out = io.BytesIO()
with zipfile.ZipFile(out, 'w') as z:
    z.writestr('a', b'first'); z.writestr('hidden', zlib.compress(junk)); z.writestr('b', b'second')
    del z.filelist[1]
open('o', 'wb').write(out.getvalue())
)"));
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.has("/o!/a") && seen.has("/o!/b"));
    ASSERT_EQ(seen.gaps.size(), 1U);
    EXPECT_EQ(seen.gaps.front().path, "/o!/\\+36");
}

TEST(Formats, TakesAnAndroidPackageForWhatItIs_R29) {
    const Workshop shop;
    shop.run(python(R"(
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('classes.dex', 'x' * 100)
data = out.getvalue()
at = struct.unpack('<I', data[-6:-2])[0]
def block(pairs):
    body = b''.join(struct.pack('<QI', len(value) + 4, 0x7109871a) + value for value in pairs)
    size = struct.pack('<Q', len(body) + 24)
    return size + body + size + b'APK Sig Block 42'
def with_block(block):
    return data[:at] + block + data[at:-6] + struct.pack('<I', at + len(block)) + data[-2:]
open('good', 'wb').write(with_block(block([os.urandom(2000), bytes(100)])))
open('bad', 'wb').write(with_block(block([os.urandom(2000)])[:-40] + bytes(16) + b'APK Sig Block 42'))
)"));
    const Seen good = open_file(shop, "good");
    EXPECT_TRUE(good.has("/good!/classes.dex"));
    EXPECT_TRUE(good.gaps.empty()) << good.gaps.front().path << good.gaps.front().reason;
    EXPECT_EQ(good.offered.size(), 3U);
    EXPECT_FALSE(open_file(shop, "bad").gaps.empty());
}

TEST(Formats, OffersABodyWhateverModeAZipEntryStates_R29) {
    const Workshop shop;
    shop.run(python(R"(
with zipfile.ZipFile('o', 'w') as z:
    for name, mode in (('link', 0o120777), ('pipe', 0o010644), ('device', 0o060644)):
        info = zipfile.ZipInfo(name); info.external_attr = mode << 16; info.create_system = 3
        z.writestr(info, b'body\0rest', zipfile.ZIP_DEFLATED)
)"));
    const Seen seen = open_file(shop, "o");
    for (const char* name : {"link", "pipe", "device"})
        EXPECT_EQ(seen.offered.at("/o!/" + std::string(name)), std::string("body\0rest", 9)) << name;
    EXPECT_TRUE(seen.gaps.empty());
}

TEST(Formats, ReadsEveryMethodOfZipThatToolsWrite_R29) {
    const Workshop shop;
    shop.run(python(R"(
with zipfile.ZipFile('o', 'w') as z:
    for name in ('STORED', 'DEFLATED', 'BZIP2', 'LZMA'): z.writestr(name, name * 1000, getattr(zipfile, 'ZIP_' + name))
data = open('o', 'rb').read()
at = data.index(b'LZMA') + 4 + 30
open('cut', 'wb').write(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1:])
)"));
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().reason;
    for (const std::string name : {"STORED", "DEFLATED", "BZIP2", "LZMA"}) {
        ASSERT_TRUE(seen.has("/o!/" + name)) << name;
        EXPECT_EQ(seen.offered.at("/o!/" + name).size(), 1000 * name.size()) << name;
    }
    EXPECT_FALSE(open_file(shop, "cut").gaps.empty());
}

TEST(Formats, ReadsOptimisedJars_R29) {
    const Workshop shop;
    shop.run(python(R"(
out = io.BytesIO()
with zipfile.ZipFile(out, 'w') as z: z.writestr('a', b'first'); z.writestr('b', b'second')
data = out.getvalue()
size, at = struct.unpack('<II', data[-10:-2])
directory = bytearray(data[at:at + size])
front = 4 + size
place = 0
while place < size:
    offset, = struct.unpack('<I', directory[place + 42:place + 46])
    directory[place + 42:place + 46] = struct.pack('<I', offset + front)
    place += 46 + directory[place + 28]
end = data[-22:-10] + struct.pack('<II', size, 4) + data[-2:]
open('o', 'wb').write(struct.pack('<I', front) + directory + data[:at] + end)
)"));
    const Seen seen = open_file(shop, "o");
    EXPECT_EQ(seen.offered.at("/o!/b"), "second");
    EXPECT_TRUE(seen.gaps.empty());
}

TEST(Formats, NamesLinksAndOffersBodiesOfFoldersOf7Zip_R29) {
    const Workshop shop;
    shop.run(
        "echo body > real && ln -s real link && bsdtar --format 7zip -cf o real link && (cat o; "
        "head -c 100 /dev/urandom) > longer");
    const Seen seen = open_file(shop, "o");
    EXPECT_TRUE(seen.has("/o!/real"));
    EXPECT_NE(seen.reason("/o!/link").find("calls a link"), std::string::npos);
    EXPECT_EQ(open_file(shop, "longer").gaps.size(), 2U);
}

TEST(Formats, ReadsImagesOfRealTools_R29) {
    const Workshop shop;
    shop.run(
        "mkdir -p d/e && echo first > d/a && echo second > d/e/a-longer-name.text && ln -s a d/l && "
        "bsdtar --format iso9660 --options 'rockridge' -cf both d && "
        "bsdtar --format iso9660 --options '!rockridge' -cf joliet d && "
        "bsdtar --format iso9660 --options '!rockridge,!joliet' -cf plain d && "
        "bsdtar --format iso9660 --options 'boot=d/a' -cf boot d");
    for (const char* name : {"both", "joliet", "boot"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name << seen.gaps.front().path << seen.gaps.front().reason;
        EXPECT_EQ(seen.offered.at("/" + std::string(name) + "!/d/e/a-longer-name.text"), "second\n") << name;
    }
    const Seen plain = open_file(shop, "plain");
    EXPECT_TRUE(plain.gaps.empty());
    EXPECT_EQ(plain.offered.size(), 4U);  // the link is an empty file there
}

}  // namespace
}  // namespace mme::test
