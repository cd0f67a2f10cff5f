// SPDX-License-Identifier: LGPL-2.1-or-later
// The members of an ar archive stand in the file one after the other, and with their headers they fill it.
#include "libverify/archive/ar_walk.h"

#include "tests/fuzz/walked_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    const auto walk = [&](const std::function<Status(ArchiveEntry&)>& visit) -> Result<std::uint64_t> {
        MME_CHECK(walk_ar(file, visit));
        return file.size();
    };
    const WalkedArchive found = walked_archive(walk, 4096);
    promise(found == walked_archive(walk, 3), "pieces make no difference");
    promise(lie_in_order(found, as_text({data, size})), "members stand one after the other");
    std::uint64_t bytes = 8;
    for (const auto& [name, content] : found.entries) bytes += 60 + content.size();
    constexpr std::uint64_t most_beside = 1 + 4096;  // padding, and a name of BSD's
    if (found.fault.empty() && size > 8)
        promise(bytes <= size && size <= bytes + found.entries.size() * most_beside, "members fill the file");
    return 0;
}
