// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_tags.h"

#include <gtest/gtest.h>
#include <rpm/rpmtag.h>

#include "tests/unit/package/forged_rpms.h"

namespace mme::test {
namespace {

/// Tags that librpm computes (extensions) have types too; a package that holds one is refused.
TEST(RpmTags, HaveTheTypesOfLibrpm_R28) {
    unsigned compared = 0;
    for (std::uint32_t tag = 100; tag < 6000; ++tag) {
        const auto form = rpm_tag_form(tag);
        const std::uint32_t theirs = rpmTagGetType(static_cast<rpmTagVal>(tag));
        if (!form || (theirs & RPM_MASK_TYPE) == RPM_NULL_TYPE) continue;
        ++compared;
        EXPECT_EQ(static_cast<std::uint32_t>(form->type), theirs & RPM_MASK_TYPE) << tag;
        EXPECT_EQ(form->list, (theirs & RPM_MASK_RETURN_TYPE) == RPM_ARRAY_RETURN_TYPE) << tag;
    }
    EXPECT_GE(compared, 190U);
}

/// What rpm knows, and stores in a package, is in the table too.
TEST(RpmTags, LeaveOutNoneThatLibrpmKnows_R28) {
    std::vector<std::string> copies;
    for (std::uint32_t tag = 1000; tag < 6000; ++tag) {
        const std::uint32_t type = rpmTagGetType(static_cast<rpmTagVal>(tag)) & RPM_MASK_TYPE;
        if (type != RPM_NULL_TYPE && !rpm_tag_form(tag))
            copies.push_back("p.main[" + std::to_string(tag) + "] = string('x')");
    }
    ASSERT_FALSE(copies.empty());
    const Scratch scratch;
    const auto forged = forge(scratch, copies);
    for (std::size_t i = 0; i < copies.size(); ++i) EXPECT_FALSE(read(forged[i])) << copies[i];
}

}  // namespace
}  // namespace mme::test
