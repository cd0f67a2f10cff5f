// SPDX-License-Identifier: LGPL-2.1-or-later
// Any text that may stand in a document survives quoting; any document is read or refused.
#include "manifest/toml.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {
namespace {

constexpr std::size_t most_toml = std::size_t{1} << 20U;

void check_quoting(std::string_view text) {
    if (text.find(char{0}) != std::string_view::npos) return;  // quoted or not, no reader takes it
    auto table = TomlTable::parse("key = " + toml_quoted(text) + "\n", most_toml, Code::manifest_malformed);
    if (!table) return;  // invalid UTF-8
    const auto value = table->string("key", {.max_bytes = most_toml, .may_be_empty = true});
    promise(value.has_value() && *value == text, "a quoted text is read as it was");
    promise(table->finish().has_value(), "and nothing else");
}

}  // namespace
}  // namespace mme::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme::fuzz;
    const auto text = mme::as_text({data, size});
    if (size * 8 > most_toml) return 0;
    check_quoting(text);
    const auto table = mme::TomlTable::parse(text, most_toml, mme::Code::manifest_malformed);
    promise(!table || text.find('\0') == std::string_view::npos, "no NUL is accepted");
    return 0;
}
