// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/package/package_answer.h"

#include <gtest/gtest.h>

#include "tests/unit/package/real_packages.h"
#include "tools/mmemanifest/package/package_message.h"

namespace mme::test {
namespace {

/// A real deb, what is true of it, and answers about it that a subverted process could give.
class Answers : public testing::Test {
  protected:
    Scratch scratch;
    PackageFile file = PackageFile::open(build_deb(scratch)).value();
    Package truth = read_package(file).value();
    PackageAnswer answer{file};

    Status say(const MessageWriter& message) { return answer.take({message.bytes(), {}}); }

    Status describe(const Package& package, std::uint64_t manifest = 0, std::uint64_t signature = 0) {
        MessageWriter message(package_described);
        message.number(0);
        write_facts(message, package);
        return say(message.number(manifest).number(signature));
    }

    void expect_none(const Status& taken) {
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().text(), "the process that reads packages gave an answer that is none");
        EXPECT_FALSE(answer.ended());
    }
};

TEST_F(Answers, TakesTheTruth) {
    ASSERT_TRUE(describe(truth));
    EXPECT_TRUE(answer.ended());
    const Package found = answer.finish();
    EXPECT_EQ(found.content_id, truth.content_id);
    EXPECT_TRUE(check_part_digests(file, found));
}

TEST_F(Answers, TakesBlobsAcrossMessages) {
    ASSERT_TRUE(describe(truth, 4 + 1, 3 + 1));
    EXPECT_FALSE(answer.ended());
    ASSERT_TRUE(say(MessageWriter(package_blobs).rest(as_bytes("ma"))));
    ASSERT_TRUE(say(MessageWriter(package_blobs).rest(as_bytes("nisi"))));
    ASSERT_TRUE(say(MessageWriter(package_blobs).rest(as_bytes("g"))));
    ASSERT_TRUE(answer.ended());
    const Package found = answer.finish();
    EXPECT_EQ(as_text(*found.embedded.manifest), "mani");
    EXPECT_EQ(as_text(*found.embedded.signature), "sig");
}

TEST_F(Answers, AnEmptyBlobIsNotAMissingOne) {
    ASSERT_TRUE(describe(truth, 1));
    const Package found = answer.finish();
    ASSERT_TRUE(found.embedded.manifest);
    EXPECT_TRUE(found.embedded.manifest->empty());
    EXPECT_FALSE(found.embedded.signature);
}

TEST_F(Answers, RefusesBlobsThatAreTooLongOrTooMany_R29) {
    expect_none(describe(truth, max_manifest_bytes + 2));
    ASSERT_TRUE(describe(truth, 2 + 1));
    EXPECT_FALSE(say(MessageWriter(package_blobs).rest(as_bytes("abc"))));
    EXPECT_FALSE(say(MessageWriter(package_blobs)));
}

TEST_F(Answers, RefusesASecondDescription_R29) {
    ASSERT_TRUE(describe(truth));
    EXPECT_FALSE(describe(truth));
}

TEST_F(Answers, RefusesWhatIsNoAnswer_R29) {
    expect_none(say(MessageWriter('x')));
    expect_none(say(MessageWriter(package_described)));
    expect_none(say(MessageWriter(package_blobs).rest(as_bytes("x"))));
    MessageWriter longer(package_described);
    longer.number(0);
    write_facts(longer, truth);
    expect_none(say(longer.number(0).number(0).number(0)));
}

TEST_F(Answers, RefusesNamesThatNoReaderGives_R29) {
    for (const std::string& name : {std::string(), std::string("a\x1b[31m"), std::string(5000, 'a')}) {
        Package forged = truth;
        forged.identity.name = name;
        expect_none(describe(forged));
    }
    Package forged = truth;
    forged.vendor = std::string(max_vendor_bytes + 1, 'v');
    expect_none(describe(forged));
}

TEST_F(Answers, RefusesPartsThatAreNotInTheFile_R29) {
    for (const Extent& wrong : {Extent{0, file.size() + 1}, Extent{file.size() + 1, 0}, Extent{8, ~0ULL}}) {
        Package forged = truth;
        forged.part_extents.back() = wrong;
        expect_none(describe(forged));
    }
    Package twice = truth;
    twice.part_extents[2] = twice.part_extents[1];
    expect_none(describe(twice));
}

TEST_F(Answers, RefusesTooFewAndTooManyParts_R29) {
    Package fewer = truth;
    fewer.parts.pop_back();
    fewer.part_extents.pop_back();
    expect_none(describe(fewer));
    Package more = truth;
    more.parts.push_back(more.parts.back());
    more.part_extents.push_back(more.part_extents.back());
    expect_none(describe(more));
    Package other = truth;
    other.identity.type = PackageType::rpm;
    expect_none(describe(other));
}

TEST_F(Answers, TheDigestsOfAnotherPackageAreFound_R12) {
    Package forged = truth;
    forged.parts.back().sha256 = forged.parts.front().sha256;
    ASSERT_TRUE(describe(forged));
    const Status checked = check_part_digests(file, answer.finish());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), Code::archive_malformed);
}

TEST_F(Answers, ShowsTheTextOfARefusalWithoutControlCharacters_R29) {
    const Status refused = say(std::move(MessageWriter(package_described)
                                             .number(1)
                                             .number(static_cast<std::uint64_t>(Code::archive_malformed))
                                             .text("bad \x1b[31m")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Code::archive_malformed);
    EXPECT_EQ(refused.error().text(), "bad \\x1B[31m");
}

}  // namespace
}  // namespace mme::test
