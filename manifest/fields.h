// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "manifest/model.h"
#include "manifest/result.h"
#include "manifest/toml.h"

namespace mme {

// Bounds of SPEC.md section 2, in bytes.
inline constexpr TextRule path_rule{4096, false};
inline constexpr TextRule long_text_rule{8192, false};

/// One of the words of an enumeration. Errors: as TomlTable, naming every word that is allowed.
template <class Enum, std::size_t count>
Result<Enum> read_word(TomlTable& table, std::string_view key, const std::array<Enum, count>& allowed) {
    MME_TRY(const std::string found, table.string(key));
    std::string wanted;
    for (const Enum value : allowed) {
        if (word(value) == found) return value;
        wanted += (wanted.empty() ? "\"" : ", \"") + std::string{word(value)} + "\"";
    }
    return table.error_at(key, "found " + toml_quoted(found) + ", wanted one of " + wanted);
}

/// A SHA-256 value: 64 lower-case hexadecimal digits.
Result<Sha256> read_sha256(TomlTable& table, std::string_view key);

/// A count or a size in bytes: 0 to 2^63-1, the largest integer of TOML.
Result<std::uint64_t> read_size(TomlTable& table, std::string_view key);

/// Exactly four octal digits, so that each mode has one spelling.
std::optional<unsigned> parse_octal_mode(std::string_view text) noexcept;

/// [package] with its parts and its inventory, in files of their own.
Result<PackageSection> parse_package(TomlTable& table);
Result<FileEntry> parse_file_entry(TomlTable& table);
Result<std::vector<Container>> parse_containers(TomlTable& package);

/// One [[scan]].
Result<Scan> parse_scan(TomlTable& table);

}  // namespace mme
