// SPDX-License-Identifier: LGPL-2.1-or-later
// The real gpg: what it says of many texts at once is what it says of each by itself.
#include <gtest/gtest.h>

#include <fstream>

#include "libverify/openpgp/openpgp.h"
#include "tests/unit/package/real_packages.h"

namespace mme {
namespace {

using test::load;
using test::run;
using test::Scratch;

class GnupgHomeTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        scratch = std::make_unique<Scratch>();
        std::filesystem::create_directory(scratch->path() / "packager");
        std::filesystem::permissions(scratch->path() / "packager", std::filesystem::perms::owner_all);
        make_key("first", "never", {});
        make_key("second", "never", {});
        make_key("stranger", "never", {});
        make_key("expired", "1m", "--faked-system-time 20240101T000000");
    }

    static void TearDownTestSuite() {
        run("gpgconf --homedir " + packager() + " --kill all");
        scratch.reset();
    }

    static std::string packager() { return (scratch->path() / "packager").string(); }

    static std::string gpg(const std::string& arguments) {
        return run("gpg --homedir " + packager() + " --batch --quiet --passphrase '' --yes " + arguments +
                   " </dev/null");
    }

    static void make_key(const std::string& name, const std::string& expires, const std::string& options) {
        gpg(options + " --quick-generate-key '" + name + " <a@example.org>' ed25519 sign " + expires);
    }

    static Bytes public_key(const std::string& name) {
        const auto path = (scratch->path() / name).string();
        gpg("--output " + path + " --export '" + name + " <a@example.org>'");
        return load(path);
    }

    /// The binary signature packet of `name` over the text.
    static Bytes signed_by(const std::string& name, const std::string& text) {
        const auto path = (scratch->path() / "text").string();
        std::ofstream{path} << text;
        const std::string time = name == "expired" ? "--faked-system-time 20240102T000000 " : "";
        gpg(time + "--local-user '" + name + " <a@example.org>' --output " + path + ".sig --detach-sign " +
            path);
        return load(path + ".sig");
    }

    /// From here on the packager's own copy of the key is revoked.
    static void revoke(const std::string& name) {
        const std::string fingerprint =
            run("gpg --homedir " + packager() + " --with-colons --list-keys '" + name +
                " <a@example.org>' | awk -F: '/^fpr/ { printf \"%s\", $10; exit }'");
        run("sed 's/^:-----/-----/' " + packager() + "/openpgp-revocs.d/" + fingerprint +
            ".rev | gpg --homedir " + packager() + " --batch --quiet --import");
    }

    static Result<GnupgHome> open_host(const std::string& third = "expired") {
        return GnupgHome::open_private(scratch->path() / "host" / "gnupg",
                                       {public_key("first"), public_key("second"), public_key(third)});
    }

    static std::unique_ptr<Scratch> scratch;
};
std::unique_ptr<Scratch> GnupgHomeTest::scratch;

Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

void expect_same(const SignatureFacts& found, const SignatureFacts& wanted) {
    EXPECT_EQ(found.matches, wanted.matches);
    EXPECT_EQ(found.key_known, wanted.key_known);
    EXPECT_EQ(found.primary_fingerprint, wanted.primary_fingerprint);
    EXPECT_EQ(found.issuer, wanted.issuer);
    EXPECT_EQ(found.made, wanted.made);
    EXPECT_EQ(found.hash_algorithm, wanted.hash_algorithm);
    EXPECT_EQ(found.public_key_algorithm, wanted.public_key_algorithm);
    EXPECT_EQ(found.key_bits, wanted.key_bits);
    EXPECT_EQ(found.key_created, wanted.key_created);
    EXPECT_EQ(found.key_expires, wanted.key_expires);
    EXPECT_EQ(found.key_revoked, wanted.key_revoked);
    EXPECT_EQ(found.key_disabled_or_invalid, wanted.key_disabled_or_invalid);
    EXPECT_EQ(found.signature_expired, wanted.signature_expired);
}

TEST_F(GnupgHomeTest, SaysOfManyWhatItSaysOfEach_R1a) {
    const std::vector<std::string> texts{"one", std::string(100'000, 'x') + "\r\n", "", "four\n"};
    const std::vector<Bytes> packets{signed_by("first", texts[0]), signed_by("second", texts[1]),
                                     signed_by("first", texts[2]), signed_by("expired", texts[3])};
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    std::vector<SignedView> many;
    for (std::size_t i = 0; i < texts.size(); ++i) many.push_back({as_bytes(texts[i]), packets[i]});
    const auto together = host->verify_many(many);
    ASSERT_EQ(together.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto alone = host->verify(as_bytes(texts[i]), packets[i]);
        ASSERT_TRUE(alone) << alone.error().text();
        ASSERT_EQ(alone->size(), 1U);
        ASSERT_EQ(together[i].size(), 1U) << texts[i].substr(0, 10);
        EXPECT_TRUE(together[i][0].matches);
        expect_same(together[i][0], (*alone)[0]);
    }
}

TEST_F(GnupgHomeTest, SaysNothingOfWhatIsNotPlainlyRight_R1a_R3) {
    const Bytes right = signed_by("first", "text");
    const Bytes cut(right.begin(), right.end() - 1);
    const Bytes by_stranger = signed_by("stranger", "text");
    const Bytes one_of_two = signed_by("second", "texT") + right;
    const std::string forged =
        "text\n[GNUPG:] FILE_START 1 x\n[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG 1 A\n[GNUPG:] FILE_DONE\n";
    const std::vector<SignedView> all{{as_bytes("text"), right},       {as_bytes("texT"), right},
                                      {as_bytes("text"), by_stranger}, {as_bytes("text"), cut},
                                      {as_bytes("text"), {}},          {as_bytes(forged), right},
                                      {as_bytes("text"), one_of_two}};
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    const auto facts = host->verify_many(all);
    ASSERT_EQ(facts.size(), all.size());
    EXPECT_EQ(facts[0].size(), 1U);
    for (std::size_t i = 1; i < facts.size(); ++i) EXPECT_TRUE(facts[i].empty()) << i;
}

TEST_F(GnupgHomeTest, ARevokedKeyIsLeftToVerify_R14) {
    make_key("revoked", "never", {});
    const Bytes packet = signed_by("revoked", "text");
    const Bytes right = signed_by("first", "text");
    revoke("revoked");
    const auto host = open_host("revoked");
    ASSERT_TRUE(host) << host.error().text();
    const auto together = host->verify_many({{as_bytes("text"), packet}, {as_bytes("text"), right}});
    EXPECT_TRUE(together[0].empty());
    EXPECT_EQ(together[1].size(), 1U);
    const auto alone = host->verify(as_bytes("text"), packet);
    ASSERT_TRUE(alone) << alone.error().text();
    EXPECT_TRUE((*alone)[0].key_revoked);
}

TEST_F(GnupgHomeTest, TwoSignaturesOverOneTextAreBothSpokenOf_R19) {
    const Bytes both = signed_by("first", "text") + signed_by("second", "text");
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    const auto alone = host->verify(as_bytes("text"), both);
    ASSERT_TRUE(alone) << alone.error().text();
    ASSERT_EQ(alone->size(), 2U);
    for (const SignatureFacts& one : *alone) EXPECT_TRUE(one.matches && one.key_known);
    const auto together = host->verify_many({{as_bytes("text"), both}, {as_bytes("text"), both}});
    for (const auto& facts : together) EXPECT_EQ(facts.size(), 2U);
}

TEST_F(GnupgHomeTest, AKeyThatIsNotInTheRingIsNotKnown_R3) {
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    const auto facts = host->verify(as_bytes("text"), signed_by("stranger", "text"));
    ASSERT_TRUE(facts) << facts.error().text();
    ASSERT_EQ(facts->size(), 1U);
    EXPECT_FALSE((*facts)[0].key_known);
    EXPECT_FALSE((*facts)[0].matches);
}

TEST_F(GnupgHomeTest, AWrongSignatureOfAKnownKeyIsWrongAndNotUnknown_R1a) {
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    const auto facts = host->verify(as_bytes("texT"), signed_by("first", "text"));
    ASSERT_TRUE(facts) << facts.error().text();
    ASSERT_EQ(facts->size(), 1U);
    EXPECT_TRUE((*facts)[0].key_known);
    EXPECT_FALSE((*facts)[0].matches);
}

TEST_F(GnupgHomeTest, SpeaksOfMoreThanOneStartOfGpgIsGiven_R1a) {
    const Bytes packet = signed_by("first", "text");
    const auto host = open_host();
    ASSERT_TRUE(host) << host.error().text();
    std::vector<SignedView> many(600, {as_bytes("text"), packet});
    many[300].text = as_bytes("texT");
    const auto facts = host->verify_many(many);
    for (std::size_t i = 0; i < many.size(); ++i) EXPECT_EQ(facts[i].size(), i == 300 ? 0U : 1U) << i;
}

TEST_F(GnupgHomeTest, AsksGpgForTheKeysWhereTheListingIsGone_R1a) {
    const Bytes packet = signed_by("second", "text");
    ASSERT_TRUE(open_host());
    const auto listing = scratch->path() / "host" / "gnupg" / "listing";
    ASSERT_TRUE(std::filesystem::exists(listing));
    for (const char* content : {"", "mme-key-listing/1\nnonsense\n"}) {
        std::ofstream(listing) << content;
        const auto host = open_host();
        ASSERT_TRUE(host) << host.error().text();
        const auto facts = host->verify_many({{as_bytes("text"), packet}});
        ASSERT_EQ(facts[0].size(), 1U);
        EXPECT_TRUE(facts[0][0].key_known);
    }
}

// In whatever order keys.d has them: the newest self-signature counts, and a revocation in any copy.
TEST_F(GnupgHomeTest, MergesCopiesOfOneKey_R14) {
    gpg("--faked-system-time 20240101T000000 --quick-generate-key 'renewed <a@example.org>' ed25519 sign 1m");
    const Bytes before = public_key("renewed");
    const std::string fingerprint =
        run("gpg --homedir " + packager() +
            " --with-colons --list-keys 'renewed <a@example.org>' | awk -F: '/^fpr/ { printf "
            "\"%s\", $10; exit }'");
    gpg("--faked-system-time 20240115T000000 --quick-set-expire " + fingerprint + " 20y");
    const Bytes renewed = public_key("renewed");
    revoke("renewed");
    const Bytes revoked = public_key("renewed");
    for (const auto& files : {std::vector<KeyFile>{before, renewed}, std::vector<KeyFile>{renewed, before}}) {
        const auto host = GnupgHome::open_private(scratch->path() / "merged" / "gnupg", files);
        ASSERT_TRUE(host) << host.error().text();
        const auto keys = host->keys();
        ASSERT_TRUE(keys);
        ASSERT_EQ(keys->size(), 1U);
        ASSERT_TRUE((*keys)[0].expires);
        EXPECT_GT(*(*keys)[0].expires, (*keys)[0].created + std::chrono::days(365 * 19));
        EXPECT_FALSE((*keys)[0].revoked);
    }
    for (const auto& files :
         {std::vector<KeyFile>{revoked, before}, std::vector<KeyFile>{renewed, revoked}}) {
        const auto host = GnupgHome::open_private(scratch->path() / "merged" / "gnupg", files);
        ASSERT_TRUE(host) << host.error().text();
        EXPECT_TRUE((*host->keys())[0].revoked);
    }
}

TEST_F(GnupgHomeTest, NamesTheFileThatIsNoKey_R14) {
    const auto host = GnupgHome::open_private(scratch->path() / "unusable" / "gnupg",
                                              {KeyFile(public_key("first"), "keys.d/first.asc"),
                                               KeyFile(Bytes{0x99, 0, 1, 4}, "keys.d/broken.gpg")});
    ASSERT_FALSE(host);
    EXPECT_EQ(host.error().code(), Code::policy_malformed);
    EXPECT_NE(host.error().text().find("keys.d/broken.gpg"), std::string::npos) << host.error().text();
}

std::string objection_to(const Bytes& content) {
    const auto checked = check_key_file({content, "keys.d/k"});
    return checked ? "" : checked.error().text();
}

TEST_F(GnupgHomeTest, TellsKindsOfKeyFilesApart_R14) {
    EXPECT_EQ(objection_to(public_key("first")), "");
    const std::string secret = (scratch->path() / "secret").string();
    for (const char* armour : {"", "--armor "}) {
        gpg(std::string(armour) + "--pinentry-mode loopback --output " + secret +
            " --export-secret-keys 'first <a@example.org>'");
        EXPECT_NE(objection_to(load(secret)).find("keys.d/k holds a secret key"), std::string::npos);
    }
    gpg("--armor --output " + secret + " --export 'first <a@example.org>'");
    EXPECT_EQ(objection_to(load(secret)), "");
    EXPECT_NE(objection_to(load(packager() + "/pubring.kbx")).find("keybox"), std::string::npos);
    EXPECT_NE(objection_to({}).find("is empty"), std::string::npos);
    EXPECT_NE(objection_to({' ', '\n'}).find("is empty"), std::string::npos);
    EXPECT_NE(objection_to({'k', 'e', 'y'}).find("no OpenPGP public key"), std::string::npos);
    EXPECT_NE(objection_to(signed_by("first", "x")).find("no OpenPGP public key"), std::string::npos);
}

}  // namespace
}  // namespace mme
