// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_owner.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/archive/path_text.h"

namespace mme {
namespace {

bool is_letter(char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
}

/// As useradd(8) takes them, and what a directory service adds: a domain behind "@", "+" or "\\".
bool is_account_name(std::string_view name) {
    constexpr std::string_view others = "0123456789._-@+\\$";
    return (is_letter(name.front()) || name.front() == '_') &&
           std::all_of(name.begin(), name.end(), [&](char one) {
               return is_letter(one) || others.find(one) != std::string_view::npos;
           });
}

}  // namespace

Result<std::string> deb_owner(std::string_view name, std::uint32_t id) {
    if (name.empty()) return std::to_string(id);
    const std::string shown = path_text(name);
    if (!is_account_name(name))
        return fail(Code::archive_malformed,
                    fmt::format("its owner or group '{}' is no name of an account", shown));
    if (id == 0 && name != "root")
        return fail(
            Code::archive_malformed,
            fmt::format("its owner or group is '{}' with the number 0, which is root's: on a host without "
                        "that account root would get the file; expected root, or another number",
                        shown));
    return std::string{name};
}

}  // namespace mme
