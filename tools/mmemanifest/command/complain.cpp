// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <cstdio>

#include "libverify/report/text.h"
#include "tools/mmemanifest/command/command.h"

namespace mme {

// The remedies of the codes themselves speak to the operator of a host.
std::string hint_for(Code code) {
    if (code == Code::archive_malformed)
        return "give a whole .rpm or .deb file, as rpmbuild or dpkg-deb made it";
    const auto name = name_of(code);
    if (code == Code::manifest_missing) return "'mmemanifest create PKG' writes a manifest";
    if (name.starts_with("scan-")) return "'mmemanifest scan PKG' shows the whole report";
    return {};
}

Exit complain(Exit exit, const std::string& text, const std::string& hint) {
    fmt::print(stderr, "mmemanifest: {}\n", printable(text));
    if (!hint.empty()) fmt::print(stderr, "hint: {}\n", printable(hint));
    return exit;
}

Exit complain(const Error& error) {
    const bool refusal = name_of(error.code()).starts_with("scan-");
    return complain(refusal ? Exit::refused : Exit::unchecked,
                    fmt::format("{} ({})", error.text(), name_of(error.code())), hint_for(error.code()));
}

}  // namespace mme
