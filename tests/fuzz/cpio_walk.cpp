// SPDX-License-Identifier: LGPL-2.1-or-later
// The bodies of a cpio archive of any form stand in the file one after the other, before its end.
#include "libverify/archive/cpio_walk.h"

#include "tests/fuzz/walked_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    const auto walk = [&](const std::function<Status(ArchiveEntry&)>& visit) {
        return walk_cpio(file, visit);
    };
    const WalkedArchive found = walked_archive(walk, 4096);
    promise(found == walked_archive(walk, 3), "pieces make no difference");
    promise(found.end <= size, "an archive ends in its file");
    const auto before_end = as_text({data, size}).substr(0, found.fault.empty() ? found.end : size);
    promise(lie_in_order(found, before_end), "bodies stand one after the other");
    return 0;
}
