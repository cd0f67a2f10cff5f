// SPDX-License-Identifier: LGPL-2.1-or-later
// What parses, written and parsed again, is equal; and the writer's text is stable.
#include "manifest/reader.h"
#include "manifest/writer.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using mme::fuzz::promise;
    const auto manifest = mme::parse_manifest(mme::as_text({data, size}));
    if (!manifest) return 0;
    const auto text = mme::write_manifest(*manifest);
    const auto again = mme::parse_manifest(text);
    promise(again.has_value(), "what is written can be read");
    promise(*again == *manifest, "and is equal");
    promise(mme::write_manifest(*again) == text, "and is written alike");
    return 0;
}
