// SPDX-License-Identifier: LGPL-2.1-or-later
#include <gtest/gtest.h>

#include "tests/unit/unpack/workshop.h"

namespace mme::test {
namespace {

/// A deb with one file and a script, and its members beside it.
constexpr const char* nested_deb =
    "mkdir -p tree/DEBIAN tree/opt && echo inside > tree/opt/f && printf 'Package: pack\\nVersion: 1\\n"
    "Architecture: all\\nMaintainer: x\\nDescription: x\\n' > tree/DEBIAN/control && "
    "printf '#!/bin/sh\\n' > tree/DEBIAN/postinst && chmod 755 tree/DEBIAN/postinst && "
    "dpkg-deb --root-owner-group -Zgzip -b tree good.deb && ar x good.deb && ";

TEST(NestedDeb, IsOfferedWithItsScripts_R29) {
    const Workshop shop;
    shop.run(std::string(nested_deb) + "true");
    const Seen seen = open_file(shop, "good.deb");
    EXPECT_TRUE(seen.gaps.empty()) << seen.gaps.front().reason;
    EXPECT_TRUE(seen.has("/good.deb!/data.tar.gz!/./opt/f"));
    EXPECT_TRUE(seen.has("/good.deb!/control.tar.gz!/./postinst"));
}

/// What dpkg refuses, or what dpkg and another reader could take otherwise.
class BadDeb : public testing::TestWithParam<const char*> {};

TEST_P(BadDeb, IsNamed_R29) {
    const Workshop shop;
    shop.run(std::string(nested_deb) + GetParam() + " && cp o inner && tar cf outer inner");
    EXPECT_FALSE(open_file(shop, "o").reason("/o").empty());
    EXPECT_FALSE(open_file(shop, "outer").reason("/outer!/inner").empty());
}

INSTANTIATE_TEST_SUITE_P(
    EachKind, BadDeb,
    testing::Values(
        "gzip -dc control.tar.gz > control.tar && "
        "ar rc o debian-binary control.tar.gz control.tar data.tar.gz",
        "gzip -dc data.tar.gz | xz > x && mv x data.tar.gz && "
        "ar rc o debian-binary control.tar.gz data.tar.gz",
        "python3 -c \"b = bytearray(open('data.tar.gz', 'rb').read()); b[-6] ^= 1; "
        "open('data.tar.gz', 'wb').write(b)\" && ar rc o debian-binary control.tar.gz data.tar.gz",
        "ln -s /etc tree/DEBIAN/l && tar -C tree/DEBIAN -czf control.tar.gz . && "
        "ar rc o debian-binary control.tar.gz data.tar.gz",
        "ar rc o debian-binary data.tar.gz control.tar.gz"));

TEST(Ar, OffersEveryMemberWhateverItStates_R29) {
    const Workshop shop;
    shop.run(R"(echo 'int f_of_the_library(void) { return 1; }' > a_name_longer_than_sixteen.c &&
gcc -c a_name_longer_than_sixteen.c && ar rcs lib.a a_name_longer_than_sixteen.o && python3 - <<'P'
def member(name, mode, body):
    return b'%-16s%-12d%-6d%-6d%-8o%-10d`\n' % (name, 0, 0, 0, mode, len(body)) + body + b'\n' * (len(body) % 2)
modes = [0, 0o40755, 0o10644, 0o20644, 0o120777, 0o140644]
whole = b'!<arch>\n' + b''.join(member(b'm%d/' % n, mode, b'body %d' % n) for n, mode in enumerate(modes))
whole += member(b'#1/8', 0o644, b'bsd\0\0\0\0\0content')
open('o', 'wb').write(whole)
open('cut', 'wb').write(whole[:-3])
open('tail', 'wb').write(whole + b'trailing' + bytes(80))
P
)");
    const Seen library = open_file(shop, "lib.a");
    EXPECT_TRUE(library.gaps.empty());
    ASSERT_TRUE(library.has("/lib.a!//"));
    EXPECT_NE(library.offered.at("/lib.a!//").find("f_of_the_library"), std::string::npos);
    EXPECT_TRUE(library.has("/lib.a!///"));
    EXPECT_TRUE(library.has("/lib.a!/a_name_longer_than_sixteen.o"));
    const Seen seen = open_file(shop, "o");
    for (int n = 0; n < 6; ++n) EXPECT_TRUE(seen.has("/o!/m" + std::to_string(n))) << n;
    ASSERT_TRUE(seen.has("/o!/bsd"));
    EXPECT_EQ(seen.offered.at("/o!/bsd"), "content");
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_FALSE(open_file(shop, "cut").gaps.empty());
    EXPECT_FALSE(open_file(shop, "tail").gaps.empty());
}

TEST(Cpio, OffersBodiesOfAnyTypeAndNamesDamage_R29) {
    const Workshop shop;
    shop.run(R"(echo inside > leaf && zip -q z.zip leaf && python3 - <<'P'
def entry(name, mode, body, magic=b'070701', check=0):
    name = name.encode() + b'\0'
    fields = (1, mode, 0, 0, 1, 0, len(body), 0, 0, 0, 0, len(name), check)
    head = magic + b''.join(b'%08X' % field for field in fields) + name
    return head + bytes(-len(head) % 4) + body + bytes(-len(body) % 4)
packed = open('z.zip', 'rb').read()
types = {'fifo': 0o10644, 'directory': 0o40755, 'device': 0o20644, 'socket': 0o140644, 'none': 0o644}
entries = [entry(name, mode, packed) for name, mode in types.items()]
end = entry('TRAILER!!!', 0, b'')
open('o', 'wb').write(b''.join(entries) + end)
open('link', 'wb').write(entry('good', 0o120777, b'target') + entry('bad', 0o120777, b't\0' + packed) + end)
open('garbage', 'wb').write(entries[0] + b'garbage!' * 3 + entries[1] + end)
open('endless', 'wb').write(b''.join(entries))
crc = sum(packed)
trailer = entry('TRAILER!!!', 0, b'', b'070702')
open('crc', 'wb').write(entry('f', 0o100644, packed, b'070702', crc) + trailer)
open('wrong', 'wb').write(entry('f', 0o100644, packed, b'070702', crc + 1) + trailer)
P
)");
    const Seen seen = open_file(shop, "o");
    for (const std::string name : {"fifo", "directory", "device", "socket", "none"})
        EXPECT_TRUE(seen.has("/o!/" + name + "!/leaf")) << name;
    EXPECT_TRUE(seen.gaps.empty());
    EXPECT_TRUE(open_file(shop, "link").has("/link!/bad!/leaf"));
    EXPECT_FALSE(open_file(shop, "link").has("/link!/good"));
    EXPECT_TRUE(open_file(shop, "crc").gaps.empty());
    for (const std::string name : {"garbage", "endless", "wrong"})
        EXPECT_FALSE(open_file(shop, name).gaps.empty()) << name;
}

TEST(Tar, NamesADamagedHeaderInTheMiddle_R29) {
    const Workshop shop;
    shop.run(
        "echo x > a && echo y > b && tar cf o a b && "
        "python3 -c \"t = bytearray(open('o', 'rb').read()); t[1024 + 150] ^= 1; open('o', 'wb').write(t)\" "
        "&& (tar cf - a; tar cf - b) > two && tar --format=pax -cf pax a b");
    EXPECT_FALSE(open_file(shop, "o").gaps.empty());
    EXPECT_TRUE(open_file(shop, "two").has("/two!/\\+!/b"));
    EXPECT_TRUE(open_file(shop, "pax").gaps.empty());
}

}  // namespace
}  // namespace mme::test
