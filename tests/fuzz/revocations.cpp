// SPDX-License-Identifier: LGPL-2.1-or-later
// What parses, written and parsed again, is equal.
#include "manifest/revocations.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using mme::fuzz::promise;
    const auto list = mme::parse_revocations(mme::as_text({data, size}));
    if (!list) return 0;
    promise(list->serial > 0, "a serial counts from 1");
    const auto again = mme::parse_revocations(mme::write_revocations(*list));
    promise(again.has_value() && *again == *list, "written again it is equal");
    return 0;
}
