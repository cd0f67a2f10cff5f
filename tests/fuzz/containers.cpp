// SPDX-License-Identifier: LGPL-2.1-or-later
// What a container's reader gives lies in the file: contents have the size that is claimed, pieces that
// nothing covers and what carriers carry are inside it, and the same file is always read alike.
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "libverify/archive/carrier.h"
#include "libverify/archive/iso_walk.h"
#include "libverify/archive/recognise.h"
#include "libverify/archive/zip_walk.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::size_t most_entries = 1000;
constexpr std::uint64_t most_read = std::uint64_t{1} << 20U;

bool inside(const PackageFile& file, std::uint64_t offset, std::uint64_t length) {
    return offset <= file.size() && length <= file.size() - offset;
}

/// Where bytes lie that no entry covers.
std::uint64_t offset_of(const ArchiveEntry& entry) {
    std::uint64_t offset = ~std::uint64_t{0};
    const char* end = entry.path.data() + entry.path.size();
    promise(std::from_chars(entry.path.data(), end, offset).ptr == end,
            "bytes outside are named by an offset");
    return offset;
}

/// Reads an entry; the error ends the walk where that is enough.
Status take(const PackageFile& file, ArchiveEntry& entry, std::uint64_t& read) {
    std::array<std::uint8_t, 4096> buffer{};
    std::uint64_t size = 0;
    if (entry.outside) promise(inside(file, offset_of(entry), entry.size), "bytes outside lie in the file");
    while (entry.type == FileType::file && !entry.encrypted) {
        const auto count = entry.read(buffer);
        if (!count) return Done{};
        size += *count;
        if (*count == 0) promise(size == entry.size, "a content has the size that is claimed");
        if (*count == 0) break;
        if (size > most_read) return fail(Code::scan_inconclusive, "enough");
    }
    read += size;
    return read > most_read ? Status(fail(Code::scan_inconclusive, "enough")) : Status(Done{});
}

/// The names of what a walk gives.
template <class Walk>
std::vector<std::string> names_of(const PackageFile& file, Walk walk) {
    std::vector<std::string> names;
    std::uint64_t read = 0;
    const Status walked = walk(file, [&](ArchiveEntry& entry) -> Status {
        names.push_back((entry.outside ? "+" : "") + entry.path);
        if (names.size() > most_entries) return fail(Code::scan_inconclusive, "enough");
        return take(file, entry, read);
    });
    names.push_back(walked ? "whole" : walked.error().detail());
    return names;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    promise(recognise(file).has_value(), "every file can be looked at");
    const auto carried = carried_by(file);
    promise(carried.has_value(), "every file can be asked what it carries");
    for (const Carried& one : *carried)
        promise(inside(file, one.extent.offset, one.extent.length), "what is carried lies in the file");
    promise(names_of(file, walk_zip) == names_of(file, walk_zip), "a zip archive is read alike again");
    promise(names_of(file, walk_iso) == names_of(file, walk_iso), "an ISO image is read alike again");
    return 0;
}
