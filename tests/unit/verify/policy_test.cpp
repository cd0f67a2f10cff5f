// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/policy/policy.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const std::string good = R"(format = "mmeverify-policy/1"
mode = "enforce"
[scope]
everything = false
names = ["mme-*"]
vendors = []
paths = ["/opt/mme/"]
[[signer]]
name = "Example Telecom release key"
fingerprint = "84644D17E4E3ACE74D78DEDE59B8A8A915AFD5B8"
role = "vendor"
[signature]
threshold = 1
roles = ["vendor"]
min-rsa-bits = 2048
public-key-algorithms = ["rsa"]
hash-algorithms = ["sha256"]
expired-key = "refuse"
[scan]
min-engines = 2
max-database-age-days = 7
max-scan-age-days = 365
[version]
downgrade = "deny"
[host]
[clock]
max-skew-minutes = 10
)";

std::string with(const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
}

TEST(Policy, ReadsAGoodOne) {
    const auto policy = parse_policy(good);
    ASSERT_TRUE(policy) << policy.error().text();
    EXPECT_EQ(policy->mode, Mode::enforce);
    EXPECT_EQ(policy->scan.min_engines, 2U);
    EXPECT_EQ(policy->signers.at(0).role, "vendor");
}

/// One fault each: what stands in the good policy, and what is put in its place.
class BadPolicy : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(BadPolicy, IsRefused) {
    const auto policy = parse_policy(with(GetParam().first, GetParam().second));
    ASSERT_FALSE(policy) << GetParam().second;
    EXPECT_EQ(policy.error().code(), Code::policy_malformed);
    EXPECT_NE(policy.error().detail().find("line "), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    OneFault, BadPolicy,
    testing::Values(std::pair{"threshold = 1", "threshold = 0"}, std::pair{"threshold = 1", "threshold = -1"},
                    std::pair{"min-engines = 2", "min-engines = 0"}, std::pair{"min-engines = 2", ""},
                    std::pair{"mode = \"enforce\"", "mode = \"off\""}, std::pair{"mode = \"enforce\"", ""},
                    std::pair{"[host]", "[hots]"}, std::pair{"threshold = 1", "threshold = \"1\""},
                    std::pair{"[\"sha256\"]", "[]"}, std::pair{"84644D17E4", "84644d17e4"},
                    std::pair{"84644D17E4", "0x84644D17E4"}, std::pair{"/opt/mme/", "opt/mme"},
                    std::pair{"threshold = 1", "threshold = 1\nthreshold = 1"},
                    std::pair{"role = \"vendor\"", "role = \" \""}, std::pair{"policy/1", "policy/2"},
                    std::pair{"max-skew-minutes = 10", "max-skew-minutes = 10\nmax-skew = 1"}));

TEST(Policy, GuardsPlacesByAlarmAndNobodyReplacesMmeverifyUnlessItSaysSo) {
    const auto silent = parse_policy(good);
    ASSERT_TRUE(silent);
    EXPECT_FALSE(silent->guard.refuses_places);
    EXPECT_TRUE(silent->guard.role.empty());
    const auto told = parse_policy(good + "[guard]\nrole = \"product\"\nplaces = \"refuse\"\n");
    ASSERT_TRUE(told) << told.error().text();
    EXPECT_TRUE(told->guard.refuses_places);
    EXPECT_EQ(told->guard.role, "product");
}

TEST(Policy, RefusesAGuardItDoesNotUnderstand) {
    for (const char* line : {"places = \"ignore\"", "places = true", "plces = \"refuse\"", "role = 1"})
        EXPECT_FALSE(parse_policy(good + "[guard]\n" + line + "\n")) << line;
}

TEST(Policy, RefusesNoSignerAtAll_R3) {
    std::string text = good;
    const auto from = text.find("[[signer]]");
    text.erase(from, text.find("[signature]") - from);
    const auto policy = parse_policy(text);
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().code(), Code::policy_malformed);
}

}  // namespace
}  // namespace mme
