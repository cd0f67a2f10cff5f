// SPDX-License-Identifier: LGPL-2.1-or-later
// A tar archive that is found in a package: what any reader could take out of it is offered, or it is named.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

/// A writer of headers of any kind, in python.
constexpr auto writer = R"(
def header(name, kind=b'0', size=0, magic=b'ustar\0' + b'00', field=None):
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:108], block[108:116], block[116:124] = b'0000644\0', b'0000000\0', b'0000000\0'
    block[124:136] = field or b'%011o\0' % size
    block[136:148] = b'00000000000\0'
    block[156:157] = kind
    block[257:265] = magic
    block[148:156] = b'        '
    block[148:156] = b'%06o\0 ' % sum(block)
    return bytes(block)
def padded(body): return body + bytes(-len(body) % 512)
def entry(name, body=b'', kind=b'0', **more): return header(name, kind, len(body), **more) + padded(body)
def record(key, value):
    size = len(key) + len(value) + 3
    while len(str(size)) + len(key) + len(value) + 3 != size: size = len(str(size)) + len(key) + len(value) + 3
    return b'%d %s=%s\n' % (size, key, value)
end = bytes(1024)
)";

/// Writes the file "o" by a program that has the writer at hand.
Seen tar_of(const Workshop& shop, const std::string& program) {
    shop.run(std::string("python3 - <<'P'\n") + writer + "open('o', 'wb').write(" + program + ")\nP\n");
    return open_file(shop, "o");
}

TEST(Tar, IsUnpackedInEveryFormThatToolsWrite_R29) {
    const Workshop shop;
    shop.run(
        R"sh(echo first > a && n=$(printf 'n%.0s' $(seq 180)) && mkdir -p d/$n && echo long > d/$n/$n && ln a hard && ln -s a soft &&
mkfifo fifo && truncate -s 1M holes && echo middle | dd of=holes bs=1 seek=500000 conv=notrunc status=none && printf x > "$(printf '\377')" &&
for f in v7 oldgnu gnu ustar posix; do tar -c --format=$f -f $f a hard soft fifo $(printf '\377'); done
for f in oldgnu gnu posix; do tar -c --format=$f -Sf sparse-$f holes; done
for f in 0.0 0.1 1.0; do tar -c --format=posix --sparse-version=$f -Sf sparse-$f holes; done
for f in gnu posix; do tar -c --format=$f -f long-$f d; done
for f in gnutar pax ustar; do bsdtar -c --format $f -f bsd-$f a hard soft fifo; done
tar -c --format=posix --label=volume -f label a && tar -c --format=gnu --label=volume -f label-gnu a &&
tar -c --format=posix --pax-option=comment=text -f global a)sh");
    for (const std::string name : {"v7", "oldgnu", "gnu", "ustar", "posix", "bsd-gnutar", "bsd-pax",
                                   "bsd-ustar", "label", "label-gnu", "global"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name << ": " << seen.gaps.front().reason;
        ASSERT_TRUE(seen.has("/" + name + "!/a")) << name;
    }
    for (const std::string name :
         {"sparse-oldgnu", "sparse-gnu", "sparse-posix", "sparse-0.0", "sparse-0.1", "sparse-1.0"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name << ": " << seen.gaps.front().reason;
        ASSERT_TRUE(seen.has("/" + name + "!/holes")) << name;
        EXPECT_TRUE(seen.offered.at("/" + name + "!/holes") == shop.content("holes")) << name;
    }
    for (const std::string name : {"long-gnu", "long-posix"}) {
        const Seen seen = open_file(shop, name);
        EXPECT_TRUE(seen.gaps.empty()) << name << ": " << seen.gaps.front().reason;
        EXPECT_EQ(seen.offered.rbegin()->second, "long\n") << name;
    }
}

TEST(Tar, IsNamedWhereReadersTakeABodyDifferently_R29) {
    const Workshop shop;
    const char* const hidden = "entry(b'inner', b'a pattern')";
    for (const std::string& program : std::vector<std::string>{
             std::string("entry(b'l', ") + hidden + ", b'2') + end",
             std::string("header(b'x', b'x', 11) + padded(record(b'a', b'bcdef')) + entry(b'h', ") + hidden +
                 ", b'1') + end",
             std::string("entry(b'd', ") + hidden + ", b'3') + end",
             std::string("entry(b'f', ") + hidden + ", b'6') + end",
             std::string("entry(b'v', ") + hidden + ", b'V') + end", "entry(b'm', b'content', b'M') + end",
             "entry(b'x', record(b'size', b'512'), b'g') + entry(b'a', b'') + end",
             "entry(b'x', b'30 size=7\\n', b'x') + entry(b'a', b'content') + end",
             "entry(b'x', record(b'size', b'+7'), b'x') + entry(b'a', b'content') + end",
             "entry(b'x', record(b'path', b'b') * 2 + b'no record', b'x') + entry(b'a', b'content') + end",
             "entry(b'x', record(b'GNU.sparse.map', b'0,x'), b'x') + entry(b'a', b'content') + end",
             "entry(b'a', b'content', field=b'-0000000007\\0') + end", "entry(b'a', b'content')[:-512]",
             "entry(b'a', b'content') + b'no header' * 100"})
        EXPECT_FALSE(tar_of(shop, program).gaps.empty()) << program;
}

TEST(Tar, OffersBodiesOfTypesThatNoneHas_R29) {
    const Workshop shop;
    const Seen seen = tar_of(shop,
                             "entry(b'x', record(b'size', b'7'), b'x') + header(b'a') + padded(b'content') + "
                             "entry(b'odd', b'of a type that none has', b'Q') + "
                             "entry(b'x', record(b'path', b'\\xff'), b'x') + entry(b'b', b'odd name') + end");
    EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().reason;
    for (const char* content : {"content", "of a type that none has", "odd name"})
        EXPECT_TRUE(std::any_of(seen.offered.begin(), seen.offered.end(), [&](const auto& one) {
            return one.second == content;
        })) << content;
}

TEST(Tar, HasNothingBehindItsEndThatIsNotSeen_R29) {
    const Workshop shop;
    for (const char* start : {"entry(b'a', b'content') + end + bytes(9216)",
                              "__import__('subprocess').run('echo a | cpio -o -H newc --quiet', shell=True, "
                              "capture_output=True).stdout"}) {
        shop.run("echo x > a");
        const std::string begin = start;
        EXPECT_TRUE(tar_of(shop, begin).gaps.empty());
        EXPECT_TRUE(tar_of(shop, begin + " + b'a text that somebody has put behind the end'").gaps.empty());
        EXPECT_EQ(tar_of(shop, begin + " + bytes(range(1, 65))").gaps.at(0).path, "/o!/\\+");
        EXPECT_EQ(tar_of(shop, begin + " + entry(b'b', b'second') + end").offered.at("/o!/\\+!/b"), "second");
    }
}

}  // namespace
}  // namespace mme::test
