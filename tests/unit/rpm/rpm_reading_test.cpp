// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/rpm/rpm_reading.h"

#include <gtest/gtest.h>
#include <rpm/rpmlib.h>
#include <rpm/rpmts.h>

#include <algorithm>

#include "tests/unit/package/forged_rpms.h"

namespace mme::test {
namespace {

namespace fs = std::filesystem;

/// librpm's own element of a package, as rpm -U makes it.
class ElementOfRpm {
  public:
    explicit ElementOfRpm(const fs::path& rpm, rpmRelocation* relocations = nullptr) : set_(rpmtsCreate()) {
        rpmReadConfigFiles(nullptr, nullptr);
        rpmtsSetRootDir(set_, scratch_.path().c_str());
        FD_t file = Fopen(rpm.c_str(), "r.ufdio");
        Header header = nullptr;
        EXPECT_EQ(rpmReadPackageFile(set_, file, rpm.c_str(), &header), RPMRC_OK);
        EXPECT_EQ(rpmtsAddInstallElement(set_, header, rpm.c_str(), 0, relocations), 0);
        headerFree(header);
        Fclose(file);
    }
    ElementOfRpm(const ElementOfRpm&) = delete;
    ElementOfRpm& operator=(const ElementOfRpm&) = delete;
    ~ElementOfRpm() { rpmtsFree(set_); }
    [[nodiscard]] rpmte get() const { return rpmtsElement(set_, 0); }

  private:
    Scratch scratch_;
    rpmts set_;
};

/// What the comparison says when rpm has read the first and the judgement is given the second.
Status compare(const fs::path& read_by_rpm, const fs::path& given) {
    const ElementOfRpm element(read_by_rpm);
    const auto file = PackageFile::open(given);
    EXPECT_TRUE(file);
    return compare_with_rpm(element.get(), *file);
}

TEST(RpmReading, IsTheSameForTheSameFile_R10) {
    const Scratch scratch;
    for (const auto& rpm : forge(scratch, {"", "p.format6()", "p.main[1003] = int32s(0)"})) {
        const auto same = compare(rpm, rpm);
        EXPECT_TRUE(same) << same.error().text();
    }
}

TEST(RpmReading, NoticesAnotherPackage_R10) {
    const Scratch scratch;
    for (const auto& other : forge(scratch, {"p.main[1000] = string('mme-other')",
                                             "p.main[1001] = string('2')", "p.main[1002] = string('2')",
                                             "p.main[1003] = int32s(1)", "p.main[1022] = string('i386')"})) {
        const auto same = compare(whole_rpm(), other);
        ASSERT_FALSE(same);
        EXPECT_EQ(same.error().code(), Code::subject_mismatch) << same.error().text();
    }
}

TEST(RpmReading, NoticesOtherFiles_R10) {
    const Scratch scratch;
    for (const auto& other :
         forge(scratch, {"p.add_file('/opt/mme/more', 'x')", "p.main[1117].values[p.index('five')] = b'fivf'",
                         "p.main[1030].values[p.index('five')] = 0o104755",
                         "p.main[1037].values[p.index('five')] = 64",
                         "p.main[1028].values[p.index('five')] = 6", "p.main[1118].values[-1] = b'/opt/mmf/'",
                         "p.main[1036].values[p.index('link')] = b'seven'"})) {
        const auto same = compare(whole_rpm(), other);
        ASSERT_FALSE(same);
        EXPECT_EQ(same.error().code(), Code::part_mismatch) << same.error().text();
    }
}

TEST(RpmReading, GivesThePathsThatRelocationMakes_R1a) {
    const Scratch scratch;
    const auto rpm = forge(scratch, {"p.main[1098] = strings('/opt/mme')"}).front();
    std::string from = "/opt/mme";
    std::string to = "/srv/other";
    rpmRelocation relocations[] = {{from.data(), to.data()}, {nullptr, nullptr}};
    const ElementOfRpm element(rpm, relocations);
    const auto paths = relocated_paths(element.get(), "mme-core");
    ASSERT_TRUE(paths);
    EXPECT_TRUE(std::any_of(paths->begin(), paths->end(),
                            [](const PayloadPath& one) { return one.path == "/srv/other/five"; }));
    EXPECT_EQ(paths->size(), 8U);
    const auto file = PackageFile::open(rpm);
    const auto same = compare_with_rpm(element.get(), *file);
    EXPECT_TRUE(same) << same.error().text();
    EXPECT_TRUE(relocated_paths(ElementOfRpm(rpm).get(), "mme-core")->empty());
}

}  // namespace
}  // namespace mme::test
