// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/fields.h"

#include <algorithm>
#include <limits>

namespace mme {

Result<Sha256> read_sha256(TomlTable& table, std::string_view key) {
    MME_TRY(const std::string text, table.string(key));
    const auto digest = Sha256::from_hex(text);
    if (!digest)
        return table.error_at(key,
                              "found " + toml_quoted(text) + ", wanted 64 lower-case hexadecimal digits");
    return *digest;
}

Result<std::uint64_t> read_size(TomlTable& table, std::string_view key) {
    MME_TRY(const std::int64_t value, table.integer(key, 0, std::numeric_limits<std::int64_t>::max()));
    return static_cast<std::uint64_t>(value);
}

std::optional<unsigned> parse_octal_mode(std::string_view text) noexcept {
    const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
    if (text.size() != 4 || !std::all_of(text.begin(), text.end(), is_octal)) return std::nullopt;
    unsigned mode = 0;
    for (const char c : text) mode = mode * 8 + static_cast<unsigned>(c - '0');
    return mode;
}

}  // namespace mme
