// SPDX-License-Identifier: LGPL-2.1-or-later
// What read_ar() lists is the file, byte for byte: headers, contents and padding follow each other to its
// end.
#include <string>

#include "libverify/package/ar.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::size_t ar_header_bytes = 60;

std::string trimmed_field(std::string_view field) {
    const auto end = field.find_last_not_of(' ');
    return std::string(field.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

void check_ar_header(std::string_view header, const ArMember& member) {
    auto name = trimmed_field(header.substr(0, 16));
    if (name.ends_with('/')) name.pop_back();
    promise(name == member.name, "the name is the one in the header");
    promise(trimmed_field(header.substr(48, 10)) == std::to_string(member.content.length),
            "the size is exact");
    promise(header.substr(58, 2) == "`\n", "a header ends with its magic");
}

/// Returns where the next header begins.
std::size_t check_ar_member(std::string_view all, std::size_t place, const ArMember& member) {
    promise(member.content.offset == place + ar_header_bytes, "a member follows the one before");
    check_ar_header(all.substr(place, ar_header_bytes), member);
    const auto end = member.content.offset + member.content.length;
    promise(end <= all.size(), "a member ends inside the file");
    if (end % 2 == 0) return end;
    promise(end < all.size() && all[end] == '\n', "padding is a line feed");
    return end + 1;
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const mme::ByteView bytes(data, size);
    const auto file = file_of(bytes);
    const auto members = mme::read_ar(file);
    if (!members) return 0;
    const auto all = mme::as_text(bytes);
    promise(all.starts_with("!<arch>\n"), "an ar file begins with its magic");
    std::size_t place = 8;
    for (const auto& member : *members) place = check_ar_member(all, place, member);
    promise(place == all.size(), "the members fill the file");
    return 0;
}
