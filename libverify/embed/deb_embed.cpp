// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include "libverify/embed/output.h"
#include "libverify/package/deb_layout.h"
#include "libverify/package/deb_reader.h"

namespace mme {
namespace {

/// Time, owner and group are zero so that the same input gives the same bytes.
std::string member_header(std::string_view name, std::uint64_t size) {
    return fmt::format("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", name, 0, 0, 0, "100644", size);
}

Status append(Output& output, std::string_view name, ByteView content) {
    MME_CHECK(output.write(as_bytes(member_header(name, content.size()))));
    MME_CHECK(output.write(content));
    return content.size() % 2 == 0 ? Status{Done{}} : output.write(as_bytes("\n"));
}

}  // namespace

Status write_embedded_deb(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
                          Output& output) {
    MME_TRY(const DebLayout layout, read_deb_layout(package));
    const Extent last = layout.parts.back().content;
    const std::uint64_t end = last.offset + last.length + last.length % 2;
    MME_CHECK(output.copy(package, 0, end));
    if (layout.debsig) {
        const Extent content = layout.debsig->content;
        MME_TRY(const Bytes debsig, package.read_range(content.offset, content.length));
        MME_CHECK(append(output, layout.debsig->name, debsig));
    }
    MME_CHECK(append(output, deb_member_manifest, manifest));
    if (!signature) return Done{};
    return append(output, deb_member_signature, *signature);
}

}  // namespace mme
