// SPDX-License-Identifier: LGPL-2.1-or-later
// Headers that rpm and another reader could take in two ways, made by tests/rpm/forge.py.
#include <gtest/gtest.h>

#include "libverify/embed/embed.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_reader.h"
#include "tests/unit/package/forged_rpms.h"

namespace mme::test {
namespace {

void expect_refused(const std::vector<std::string>& copies) {
    const Scratch scratch;
    const auto forged = forge(scratch, copies);
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const auto package = read(forged[i]);
        ASSERT_FALSE(package) << copies[i];
        EXPECT_EQ(package.error().code(), Code::archive_malformed)
            << copies[i] << ": " << package.error().text();
    }
}

TEST(HostileRpmHeader, RefusesTypesThatRpmChoosesFrom_R28) {
    expect_refused(
        {"p.main[1000] = i18n('harmless', 'mme-core')", "p.main[1000] = strings('mme-core')",
         "p.main[1001] = i18n('1')", "p.main[1002] = strings('1', '2')", "p.main[1022] = i18n('noarch')",
         "p.main[1003] = int32s(1, 2)", "p.main[1003] = int64s(1)", "p.main[1003] = string('1')",
         "p.main[1011] = i18n('Other', 'Example')", "p.main[1024] = i18n('a', 'b')",
         "p.main[1023] = strings('a', 'b')", "p.main[1047] = i18n('a')", "p.main[1125] = i18n('gzip')",
         "p.main[1124] = strings('cpio')", "p.main[1030].kind = INT32", "p.main[1117].kind = I18N",
         "p.main[1004] = i18n('a', 'b')", "p.main[1085] = i18n('/bin/sh')"});
}
TEST(HostileRpmHeader, RefusesNamesThatAreNoWords_R28) {
    expect_refused({"p.main[1000] = string('mme core')", "p.main[1000] = string(b'mme-core\\xff')",
                    "p.main[1000] = string('mme\\tcore')", "p.main[1000] = string('../mme')",
                    "p.main[1000] = string('')", "p.main[1000] = string('a' * 300)", "del p.main[1000]",
                    "p.main[1001] = string('1-2')", "p.main[1002] = string('1:2')", "del p.main[1021]",
                    "p.main[1022] = string('no arch')", "p.main[1022] = string('%{lua:x()}')",
                    "p.main[1047].values.append(b'x')", "p.main[1047] = strings('x' * 5000)",
                    "p.main[1011] = string('x' * 5000)"});
}
TEST(HostileRpmHeader, RefusesTwoReadings_R28) {
    expect_refused({"p.main.twice.append((1000, string('other')))", "p.main.behind[1000] = string('other')",
                    "p.main.has_region = False", "p.main.behind[5062] = string('utf-8')",
                    "p.main[1120] = strings(*p.main[1117].values)", "p.main[1029] = Value(1, [0] * 8)",
                    "p.main[1196] = string('x-1-1.noarch')", "p.main[1000].count = 2",
                    "p.main[1047].count = 900", "p.main[1127] = int32s(1)",
                    "p.signatures.twice.append((1000, int32s(1)))"});
}
TEST(HostileRpmHeader, RefusesListsThatDoNotFit_R28) {
    expect_refused({"p.main[1116].values[0] = 99",
                    "p.main[1116].values.pop()",
                    "p.main[1030].values.pop()",
                    "p.main[1037].values.append(0)",
                    "p.main[1027] = strings('/opt/x')",
                    "del p.main[1117]",
                    "del p.main[1118]",
                    "del p.main[1028]",
                    "del p.main[1030]",
                    "del p.main[1035]",
                    "del p.main[1039]",
                    "p.main[5008] = int64s(*p.main[1028].values)",
                    "p.main[1118].values[0] = b'opt/mme/'",
                    "p.main[1118].values[0] = b'/opt/../mme/'",
                    "p.main[1118].values[0] = b'/opt//mme/'",
                    "p.main[1118].values[0] = b'/opt/mme'",
                    "p.main[1118].values[0] = b'/opt/./mme/'",
                    "p.main[1117].values[0] = b'..'",
                    "p.main[1117].values[0] = b''",
                    "p.main[1117].values[0] = b'a/b'",
                    "p.main[1117].values[0] = b'x' * 4096",
                    "p.main[1118].values[0] = b'/' + b'x' * 4095 + b'/'",
                    "p.main[1030].values[p.index('five')] = 0o644",
                    "p.main[1036].values[p.index('link')] = b''",
                    "p.main[1035].values[p.index('five')] = b''",
                    "p.main[1035].values[p.index('link')] = b'x'",
                    "p.main[1035].values[p.index('ghost')] = b'x' * 64",
                    "p.main[5011] = int32s(77)",
                    "p.main[1028].values[p.index('seven')] = 8"});
}

TEST(RpmHeader, WithoutRegionSaysSo_R28) {
    const Scratch scratch;
    const auto package = read(forge(scratch, {"p.main.has_region = False"}).front());
    ASSERT_FALSE(package);
    EXPECT_NE(package.error().text().find("no immutable region"), std::string::npos)
        << package.error().text();
}

/// 200,000 files in one directory with a name of 16 MiB would be 3 TiB of paths.
TEST(RpmHeader, DoesNotMultiplyDirectoriesByFiles_R28) {
    const Scratch scratch;
    const auto package = read(forge(scratch, {"n = 200000\n"
                                              "p.main[1118] = strings(b'/' + b'x' * (16 << 20) + b'/')\n"
                                              "p.main[1117] = strings(*[b'%x' % i for i in range(n)])\n"
                                              "p.main[1116] = int32s(*[0] * n)\n"
                                              "p.main[1028] = int32s(*[0] * n)\n"
                                              "p.main[1030] = int16s(*[0o100644] * n)\n"
                                              "p.main[1039] = strings(*['r'] * n)\n"
                                              "p.main[1040] = strings(*['r'] * n)\n"
                                              "p.main[1035] = strings(*['0' * 32] * n)\n"
                                              "[p.main.pop(t, 0) for t in (1033, 1034, 1036, 1037, 1045, "
                                              "1095, 1096, 1097, 1140, 1141, 5011)]"})
                                  .front());
    ASSERT_FALSE(package);
    EXPECT_NE(package.error().text().find("has a path of"), std::string::npos) << package.error().text();
}

/// "/bin/sh -c ..." is a program that no script tag holds.
TEST(RpmScripts, IncludeTheArgumentsOfAnInterpreter_R29) {
    const Scratch scratch;
    const auto file =
        PackageFile::open(forge(scratch, {"p.main[1085] = strings('/bin/sh', '-c', 'evil')"}).front());
    ASSERT_TRUE(file);
    const auto layout = read_rpm_layout(*file);
    ASSERT_TRUE(layout);
    const auto scripts = rpm_scripts(layout->header);
    ASSERT_EQ(scripts.size(), 4U);
    EXPECT_EQ(scripts.back().name, "prein-interpreter 3");
    EXPECT_EQ(scripts.back().body, "evil");
    EXPECT_EQ(rpm_script_tally(layout->header), (Tally{4, 5 + 7 + 2 + 4}));
}

/// What signing servers place behind the region of the signature header, for IMA.
TEST(RpmSignatures, BehindTheRegionAreReadAndKept_R11) {
    const Scratch scratch;
    const auto rpm =
        forge(scratch, {"p.signatures.behind[274] = strings(*['03'] * len(p.main[1117].values))\n"
                        "p.signatures.behind[275] = int32s(2)"})
            .front();
    run("rpm -K " + rpm.string());
    EXPECT_TRUE(install_by_rpm(scratch, rpm).done);
    const auto file = PackageFile::open(rpm);
    ASSERT_TRUE(file);
    const auto copy = scratch.path() / "copy.rpm";
    const auto done = embed(*file, as_bytes("manifest"), as_bytes("signature"), copy, read_package);
    ASSERT_TRUE(done) << done.error().text();
    run("rpm -K " + copy.string());
    EXPECT_EQ(run("rpm -qp --nosignature --qf '[%{FILESIGNATURES}]%{FILESIGNATURELENGTH}' " + copy.string()),
              "03030303030303032");
    EXPECT_TRUE(install_by_rpm(scratch, copy).done);
}

/// rpm reads 32 entries of a signature header: a package is not made unreadable.
TEST(RpmSignatures, AreNotMadeMoreThanRpmReads_R11) {
    const Scratch scratch;
    const auto forged = forge(scratch, {"[p.signatures.pop(t, 0) for t in (999, 1008)]\n"
                                        "n = 29 - len(p.signatures)\n"
                                        "for i in range(n): p.signatures[0x50000000 + i] = int32s(1)",
                                        "[p.signatures.pop(t, 0) for t in (999, 1008)]\n"
                                        "n = 30 - len(p.signatures)\n"
                                        "for i in range(n): p.signatures[0x50000000 + i] = int32s(1)"});
    const auto copy = scratch.path() / "copy.rpm";
    EXPECT_TRUE(embed(*PackageFile::open(forged[0]), as_bytes("manifest"), as_bytes("signature"), copy,
                      read_package));
    run("rpm -K " + copy.string());
    std::filesystem::remove(copy);
    run("rpm -K " + forged[1].string());
    EXPECT_FALSE(embed(*PackageFile::open(forged[1]), as_bytes("manifest"), as_bytes("signature"), copy,
                       read_package));
}

}  // namespace
}  // namespace mme::test
