// SPDX-License-Identifier: LGPL-2.1-or-later
// A control file that is accepted gives names and versions that dpkg would take for the same ones.
#include <algorithm>
#include <string>

#include "libverify/package/deb_control.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::string_view lower_alphanumerics = "abcdefghijklmnopqrstuvwxyz0123456789";

/// [a-z0-9][a-z0-9+.-]+ (Debian policy 5.6.1).
bool is_deb_name(std::string_view name) {
    const auto tail = std::string(lower_alphanumerics) + "+.-";
    return name.size() >= 2 && lower_alphanumerics.find(name.front()) != std::string_view::npos &&
           name.find_first_not_of(tail) == std::string_view::npos;
}

bool is_one_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

void check_control(const DebControl& control) {
    const auto& identity = control.identity;
    promise(is_deb_name(identity.name), "the name is a package name");
    promise(is_one_word(identity.version), "the version is one word");
    promise(is_one_word(identity.architecture), "the architecture is one word");
    // The last field may not be empty, and the maintainer may.
    const auto stanza = "Maintainer: " + control.maintainer + "\nPackage: " + identity.name +
                        "\nVersion: " + identity.version + "\nArchitecture: " + identity.architecture + "\n";
    const auto again = parse_deb_control(stanza);
    promise(again.has_value(), "what was read can be read again");
    promise(again->identity == identity, "and is the same");
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto control = mme::parse_deb_control(mme::as_text({data, size}));
    if (control) mme::fuzz::check_control(*control);
    return 0;
}
