// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/fields.h"

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

}  // namespace mme
