// SPDX-License-Identifier: LGPL-2.1-or-later
// The entries of a header lie inside it, in order and apart, and written again they are its index.
#include <algorithm>

#include "libverify/package/rpm_header.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

std::uint32_t index_word(ByteView index, std::size_t entry, std::size_t word) {
    return read_be32(index.subspan(entry * 16 + word * 4, 4));
}

/// Whether the index holds this entry as it was read.
bool is_stored(ByteView index, std::size_t place, const RpmEntry& entry, std::size_t offset) {
    return index_word(index, place, 0) == entry.tag && index_word(index, place, 2) == offset &&
           index_word(index, place, 1) == static_cast<std::uint32_t>(entry.type) &&
           index_word(index, place, 3) == entry.count;
}

void check_values(const RpmHeader& header, const RpmEntry& entry) {
    promise(header.find(entry.tag) == &entry, "a tag is there once");
    if (const auto text = header.string(entry.tag)) {
        promise(text->find('\0') == std::string_view::npos, "a string ends at its NUL");
    }
    const auto numbers = header.numbers(entry.tag);
    promise(numbers.empty() || numbers.size() == entry.count, "numbers are as many as the index says");
    const auto texts = header.strings(entry.tag);
    promise(texts.empty() || texts.size() == entry.count, "strings are as many as the index says");
}

void check_rpm_header(const RpmHeader& header, RpmHeaderKind kind) {
    const auto exported = header.exported();
    const std::size_t stored = read_be32(exported);
    const std::size_t length = read_be32(exported.subspan(4));
    promise(8 + stored * 16 + length == exported.size(), "index and data fill the header");
    const auto regions = stored - header.entries().size();
    promise(regions == 1 || (regions == 0 && kind == RpmHeaderKind::signatures), "one region at most");
    const auto index = exported.subspan(8, stored * 16);
    const auto* data = exported.data() + 8 + stored * 16;
    const auto* last = data;
    for (std::size_t i = 0; i < header.entries().size(); ++i) {
        const auto& entry = header.entries()[i];
        promise(entry.data.data() >= last, "entries are in order and apart");
        last = entry.data.data() + entry.data.size();
        promise(last <= data + length, "entries lie inside the header");
        promise(is_stored(index, i + regions, entry, static_cast<std::size_t>(entry.data.data() - data)),
                "the index says what was read");
        check_values(header, entry);
    }
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using mme::RpmHeaderKind;
    const auto file = mme::fuzz::file_of({data, size});
    for (const auto kind : {RpmHeaderKind::signatures, RpmHeaderKind::main}) {
        const auto header = mme::RpmHeader::read(file, 0, kind);
        if (header) mme::fuzz::check_rpm_header(*header, kind);
    }
    return 0;
}
