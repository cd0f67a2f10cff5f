// SPDX-License-Identifier: LGPL-2.1-or-later
// A package that is read and walked to its end is walked alike again, and its paths are where a package may
// write.
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "libverify/package/payload.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::uint64_t most_content = std::uint64_t{1} << 20U;

using PayloadReading = std::tuple<std::string, FileType, unsigned, std::string, std::string>;

Result<std::string> content_of(ArchiveEntry& entry) {
    std::string content;
    Bytes buffer(4096);
    for (;;) {
        MME_TRY(const auto got, entry.read(buffer));
        if (got == 0) return content;
        content += as_text(ByteView(buffer).first(got));
        if (content.size() > most_content) return fail(Code::archive_malformed, "too much for this test");
    }
}

Result<std::vector<PayloadReading>> payload_of(const PackageFile& file, const Package& package) {
    std::vector<PayloadReading> found;
    MME_CHECK(walk_payload(file, package, [&found](ArchiveEntry& entry) -> Status {
        MME_TRY(auto content, content_of(entry));
        if (entry.type == FileType::file) promise(content.size() == entry.size, "sizes are what is read");
        found.emplace_back(entry.path, entry.type, entry.mode, entry.target, std::move(content));
        return Done{};
    }));
    return found;
}

Result<std::set<std::string>> paths_of(const PackageFile& file, const Package& package) {
    std::set<std::string> found;
    MME_CHECK(walk_paths(file, package, [&found](const PayloadPath& path) -> Status {
        promise(path.path.starts_with('/') && path.path.size() <= most_path_bytes,
                "a path is absolute and bounded");
        promise((path.path + "/").find("/../") == std::string::npos, "a path does not climb");
        found.insert(path.path);
        return Done{};
    }));
    return found;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    const auto package = mme::read_package(file);
    if (!package) return 0;
    const auto paths = paths_of(file, *package);
    const auto payload = payload_of(file, *package);
    if (!payload) return 0;
    promise(paths.has_value(), "what is walked with content is walked without");
    promise(payload->size() <= paths->size(), "no entry is without a path of its own");
    const auto again = payload_of(file, *package);
    promise(again.has_value() && *again == *payload, "walked again it is the same");
    return 0;
}
