// SPDX-License-Identifier: LGPL-2.1-or-later
// A cpio archive is read alike in pieces of any size, and what is read lies where the archive has it.
#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "libverify/package/cpio_reader.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

using CpioReading = std::tuple<std::string, unsigned, std::uint32_t, std::uint64_t, std::string>;

bool read_content(CpioReader& reader, std::size_t piece, std::string& content) {
    std::array<std::uint8_t, 4096> buffer{};
    for (;;) {
        const auto got = reader.read(std::span(buffer).first(piece));
        if (!got) return false;
        if (*got == 0) return true;
        content += as_text(ByteView(buffer).first(*got));
    }
}

/// Nothing where the archive is refused.
std::vector<CpioReading> read_cpio(const PackageFile& file, std::size_t piece) {
    auto reader = CpioReader::open(file, {0, file.size()}, Compression::none);
    promise(reader.has_value(), "a file opens");
    std::vector<CpioReading> found;
    for (;;) {
        const auto entry = reader->next();
        if (!entry) return {};
        if (!*entry) return found;
        const auto& one = **entry;
        // A stripped archive has no sizes: the header, which is not here, has them.
        const auto size = one.form == CpioForm::stripped ? one.index % 8 : one.size;
        std::string content;
        reader->expect(size);
        if (!read_content(*reader, piece, content)) return {};
        promise(content.size() == size, "content has the size that is expected");
        promise(reader->position() <= file.size(), "nothing is read behind the end");
        promise(one.name.find('\0') == std::string::npos && one.name.size() < 4096, "a name is a name");
        found.emplace_back(one.name, one.mode, one.index, one.size, content);
    }
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const auto file = file_of({data, size});
    const auto whole = read_cpio(file, 4096);
    promise(whole == read_cpio(file, 3), "pieces make no difference");
    return 0;
}
