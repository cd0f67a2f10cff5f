// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/subject.h"

#include <gtest/gtest.h>

#include <fstream>

#include "libverify/digest/hasher.h"
#include "libverify/embed/embed.h"
#include "manifest/writer.h"
#include "tests/unit/exchange/scanned_subject.h"
#include "tests/unit/package/real_packages.h"

namespace mme {
namespace {

Manifest manifest_of(const std::filesystem::path& path) {
    const auto package = test::read(path).value();
    auto manifest = scanned_subject().manifest;
    manifest.release = {"Example", "vMME", "1", UpdateClass::functional, {}, {}, {}, {}};
    manifest.package.identity = package.identity;
    manifest.package.parts = package.parts;
    manifest.package.content_id = package.content_id;
    return manifest;
}

/// The rpm with that manifest in it.
std::filesystem::path carrying(const Manifest& manifest, const std::filesystem::path& package) {
    const auto copy = package.parent_path() / "sealed.rpm";
    const auto file = PackageFile::open(package).value();
    EXPECT_TRUE(embed(file, as_bytes(write_manifest(manifest)), {}, copy, read_package));
    return copy;
}

/// As it is in this build.
Result<Subject> load(const std::filesystem::path& path) {
    set_worker_program(MME_SCAN_WORKER);
    PackageReader reader;
    return load_subject(path, reader);
}

std::optional<Code> refusal_of(const std::filesystem::path& path) {
    const auto subject = load(path);
    return subject ? std::nullopt : std::optional{subject.error().code()};
}

TEST(Subject, APackageHasTheDigestOfItsFile_R2b) {
    const test::Scratch scratch;
    const auto package = test::build_rpm(scratch);
    const auto sealed = carrying(manifest_of(package), package);
    const auto subject = load(sealed);
    ASSERT_TRUE(subject) << subject.error().text();
    ASSERT_TRUE(subject->file);
    const auto bytes = test::load(sealed);
    EXPECT_EQ(subject->file->sha256, sha256_of(bytes));
    EXPECT_EQ(subject->file->size, bytes.size());
}

TEST(Subject, AManifestHasNone) {
    const test::Scratch scratch;
    const auto manifest = manifest_of(test::build_rpm(scratch));
    const auto file = scratch.path() / "x.mme.toml";
    std::ofstream(file) << write_manifest(manifest);
    const auto subject = load(file);
    ASSERT_TRUE(subject) << subject.error().text();
    EXPECT_FALSE(subject->file);
    EXPECT_EQ(subject->manifest, manifest);
}

TEST(Subject, NoPackageIsShownWithTheManifestOfAnother_R12) {
    const test::Scratch scratch;
    const auto package = test::build_rpm(scratch);
    auto renamed = manifest_of(package);
    renamed.package.identity.name = "other";
    EXPECT_EQ(refusal_of(carrying(renamed, package)), Code::subject_mismatch);
    auto changed = manifest_of(test::build_rpm(scratch, "w6.xzdio"));
    const auto other = test::build_rpm(scratch, "w9.gzdio");
    EXPECT_EQ(refusal_of(carrying(changed, other)), Code::part_mismatch);
}

TEST(Subject, RefusesWhatCarriesNoManifest) {
    const test::Scratch scratch;
    EXPECT_EQ(refusal_of(test::build_rpm(scratch)), Code::manifest_missing);
    EXPECT_FALSE(load(scratch.path() / "none"));
}

}  // namespace
}  // namespace mme
