// SPDX-License-Identifier: LGPL-2.1-or-later
// A policy that is accepted demands something of somebody.
#include <algorithm>
#include <set>

#include "libverify/policy/policy.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

bool is_fingerprint(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

void check_policy(const Policy& policy) {
    std::set<std::string> fingerprints;
    for (const auto& signer : policy.signers) {
        promise(is_fingerprint(signer.fingerprint), "a signer has a whole fingerprint");
        promise(fingerprints.insert(signer.fingerprint).second, "a signer is listed once");
    }
    promise(policy.signature.threshold >= 1, "a signature is demanded");
    promise(policy.scan.min_engines >= 1, "an engine is demanded");
    promise(policy.max_skew.count() >= 0 && policy.scan.max_scan_age.count() >= 0 &&
                policy.scan.max_database_age.count() >= 0,
            "no time is negative");
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const auto text = mme::as_text({data, size});
    const auto policy = mme::parse_policy(text);
    if (!policy) return 0;
    check_policy(*policy);
    const auto again = mme::parse_policy(text);
    promise(again.has_value() && again->sha256 == policy->sha256, "it is read twice alike");
    return 0;
}
