// SPDX-License-Identifier: LGPL-2.1-or-later
// A tar archive that is read to its end has as many entries as its outline, whose bodies stand in the file
// one behind the other and begin and end with what is given of them, unless holes were put in.
#include "libverify/archive/tar_walk.h"

#include "libverify/archive/tar_outline.h"
#include "tests/fuzz/walked_archive.h"

namespace mme::fuzz {
namespace {

std::vector<TarItem> outline_of(const PackageFile& file) {
    TarOutline outline(file);
    std::vector<TarItem> items;
    std::uint64_t at = 0;
    for (;;) {
        const auto item = outline.next();
        if (!item || !*item) return items;
        const Extent& body = (*item)->body;
        promise(body.offset >= at + 512, "a header stands before each body");
        promise(body.offset <= file.size() && body.length <= file.size() - body.offset,
                "bodies lie in the file");
        at = body.offset + body.length;
        items.push_back(**item);
    }
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    const auto walk = [&](const std::function<Status(ArchiveEntry&)>& visit) {
        return walk_tar(file, visit);
    };
    const auto items = outline_of(file);
    const WalkedArchive found = walked_archive(walk, 4096);
    promise(found == walked_archive(walk, 3), "pieces make no difference");
    promise(found.entries.size() <= items.size(), "no entry is given that GNU tar does not see");
    if (!found.fault.empty()) return 0;
    promise(found.end <= size && found.entries.size() == items.size(), "each entry is given");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Extent& body = items[i].body;
        const bool read = !items[i].sparse && body.length > 0 && found.entries[i].second != "cannot be read";
        if (read)
            promise(found.entries[i].second.empty() ||
                        found.entries[i].second == as_text({data, size}).substr(body.offset, body.length),
                    "a content is the body");
    }
    return 0;
}
