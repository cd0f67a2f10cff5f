// SPDX-License-Identifier: LGPL-2.1-or-later
// What is visited of a payload is what the real rpm unpacks, or the package is refused.
#include <gtest/gtest.h>

#include "tests/unit/package/forged_rpms.h"

namespace mme::test {
namespace {

void expect_as_rpm(const std::vector<std::string>& copies) {
    const Scratch scratch;
    const auto forged = forge(scratch, copies);
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const auto ours = unpacked_by_us(forged[i]);
        ASSERT_TRUE(ours) << copies[i] << ": " << ours.error().text();
        const Installed theirs = install_by_rpm(scratch, forged[i]);
        EXPECT_TRUE(theirs.done) << copies[i] << ": " << theirs.said;
        EXPECT_EQ(*ours, theirs.files) << copies[i];
    }
}

void expect_payload_refused(const std::vector<std::string>& copies) {
    const Scratch scratch;
    const auto forged = forge(scratch, copies);
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const auto ours = unpacked_by_us(forged[i]);
        ASSERT_FALSE(ours) << copies[i];
        EXPECT_EQ(ours.error().code(), Code::archive_malformed) << copies[i] << ": " << ours.error().text();
    }
}

TEST(RpmPayload, IsUnpackedAsRpmDoes_R28) {
    expect_as_rpm({"", "[one.sum() for one in p.entries]", "p.strip()", "p.format6()",
                   "[setattr(one, 'name', one.name[2:]) for one in p.entries]",
                   "[setattr(one, 'name', one.name[1:]) for one in p.entries]",
                   "p.entries.reverse(); p.move('seven', 0)", "p.behind_trailer = b'\\0' * 400",
                   "[setattr(one, 'user', 77) for one in p.entries]", "p.move('five', 0)",
                   "p.main[1030].values[p.index('seven')] = 0o104755",
                   "p.main[1030].values[p.index('seven-again')] = 0o100600"});
}
TEST(RpmPayload, IsDecodedAsRpmDoes_R28) {
    expect_as_rpm({"p.compressor = 'xz'; p.main[1125] = string('xz')",
                   "p.compressor = 'bzip2'; p.main[1125] = string('bzip2')",
                   "p.compressor = 'lzma'; p.main[1125] = string('lzma')",
                   "p.compressor = 'zstd'; p.main[1125] = string('zstd')", "del p.main[1125]",
                   "p.compressor = None; del p.main[1125]", "del p.main[1124]"});
}

TEST(RpmPayload, RefusesADirectoryMarkedAsConfiguration_R28) {
    expect_payload_refused({"p.main[1037].values[p.index('empty')] = 1"});
    expect_as_rpm({"p.main[1037].values[p.index('link')] = 1", "p.main[1037].values[p.index('five')] = 1"});
}

TEST(RpmPayload, RefusesEntriesThatAreNotTheHeaders_R28) {
    expect_payload_refused({"p.entry('five').mode = 0o010644",
                            "p.entry('five').mode = 0o120777",
                            "p.entry('five').mode = 0o040755",
                            "p.entry('five').mode = 0o020644",
                            "p.entry('link').mode = 0o100644",
                            "p.entry('empty').mode = 0o100644",
                            "p.entry('five').content = b'123456'",
                            "p.entry('five').content = b'54321'",
                            "p.entry('five').size = 4",
                            "p.entry('five').name = b'./opt//mme/five'",
                            "p.entry('five').name = b'../opt/mme/five'",
                            "p.entry('five').name = b'.//opt/mme/five'",
                            "p.entry('five').name = b'five'",
                            "p.entry('link').content = b'else'",
                            "p.entry('empty').content = b'abcd'",
                            "p.entries.pop(0)",
                            "p.entries.append(p.entry('five'))",
                            "p.entries.append(Entry('./opt/mme/other', 'x'))",
                            "p.entries.append(Entry('./opt/mme/ghost', 'ghost'))",
                            "p.entries.append(p.entry('empty').copy(name=b'./opt'))",
                            "p.entry('five').name_size = 14",
                            "p.entry('five').name_size = 17",
                            "p.entry('five').name_size = 0",
                            "p.entry('five').sum()",
                            "[one.sum() for one in p.entries]; p.entry('five').check = 1",
                            "p.strip(); p.entry('five').magic = b'070701'",
                            "p.strip(); p.entry('five').index = 99",
                            "p.strip(); p.entry('five').index = p.index('nothing')",
                            "p.strip(); p.entry('five').index = p.index('ghost')",
                            "p.entry('five').magic = b'070707'"});
}
TEST(RpmPayload, RefusesNamesOfAFileOutOfOrder_R28) {
    expect_payload_refused({"p.move('seven-again', 0)", "p.entries.insert(-1, p.entries.pop(0))",
                            "p.entry('seven').content = b'1234567'",
                            "p.entry('seven').content, p.entry('seven-again').content = b'1234567', b''"});
}
TEST(RpmPayload, RefusesAnotherEnd_R28) {
    expect_payload_refused({"p.trailer = None", "p.behind_trailer = b'x'",
                            "p.behind_trailer = p.entries[0].store()", "p.behind_trailer = b'\\0' * 70000",
                            "p.trailer.content = b'abcd'", "p.behind_payload = b'x'",
                            "p.behind_payload = gzip.compress(b'more')", "p.whole_archive = p.archive()[:-9]",
                            "p.format6(); p.main[5113] = int64s(12)", "p.whole_archive = b''",
                            "p.entries.insert(3, Entry('TRAILER!!!'))"});
}
TEST(RpmPayload, RefusesAnotherCompression_R28) {
    expect_payload_refused(
        {"p.main[1125] = string('xz')", "p.compressor = 'xz'", "p.main[1125] = string('ufdio')",
         "p.main[1125] = string('gzdio')", "p.main[1124] = string('drpm')", "p.compressor = None",
         "p.compressor = 'zstd'; del p.main[1125]", "p.format6(); p.main[5112] = int64s(3)"});
}

/// rpm's own settings: several threads, high levels.
class Settings : public testing::TestWithParam<const char*> {};
TEST_P(Settings, OfRpmbuildAreRead_R11) {
    const Scratch scratch;
    const auto ours = unpacked_by_us(build_rpm(scratch, GetParam()));
    ASSERT_TRUE(ours) << ours.error().text();
    EXPECT_EQ(ours->size(), 1U);
}
INSTANTIATE_TEST_SUITE_P(Payloads, Settings,
                         testing::Values("w7T0.xzdio", "w7T2.xzdio", "w19T8.zstdio", "w.zstdio", "w9.bzdio",
                                         "w6.lzdio", "w.ufdio", "w1.gzdio"));

}  // namespace
}  // namespace mme::test
