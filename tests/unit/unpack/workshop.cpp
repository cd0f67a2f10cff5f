// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/unpack/workshop.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tools/mmemanifest/unpack/nest.h"

namespace mme::test {
namespace {

std::string content_of(const SpooledFile& file) {
    std::string text(file.size, '\0');
    EXPECT_EQ(::pread(file.descriptor.get(), text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
    return text;
}

Offer keep_in(Seen& seen) {
    return [&seen](std::shared_ptr<const SpooledFile> file) -> Status {
        seen.offered.emplace(file->path, content_of(*file));
        return Done{};
    };
}

}  // namespace

Workshop::Workshop() {
    std::string name = (std::filesystem::temp_directory_path() / "mme-unpack-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
}

Workshop::~Workshop() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Workshop::run(const std::string& command) const {
    const std::string line =
        "cd " + folder_.string() + " && (" + command + ") >" + folder_.string() + "/log 2>&1";
    EXPECT_EQ(std::system(line.c_str()), 0) << command << "\n" << content("log");
}

std::string Workshop::content(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string Seen::reason(const std::string& path) const {
    for (const Skipped& gap : gaps)
        if (gap.path == path) return gap.reason;
    return {};
}

Seen open_file(const Workshop& shop, const std::string& name, const UnpackLimits& limits) {
    Seen seen;
    Nest nest(limits, keep_in(seen));
    auto file = nest.take_bytes("/" + name, as_bytes(shop.content(name)));
    EXPECT_TRUE(file && nest.offer_with_members(std::move(*file)));
    seen.containers = nest.take_containers();
    seen.gaps = nest.take_gaps();
    return seen;
}

Seen open_package(const Workshop& shop, const std::string& name, const UnpackLimits& limits) {
    Seen seen;
    const auto file = PackageFile::open(shop.file(name));
    const auto package = read_package(*file);
    EXPECT_TRUE(package) << package.error().text();
    auto found = unpack(*file, *package, limits, keep_in(seen));
    EXPECT_TRUE(found) << found.error().text();
    seen.containers = std::move(found->containers);
    seen.gaps = std::move(found->gaps);
    seen.files = std::move(found->files);
    return seen;
}

}  // namespace mme::test
