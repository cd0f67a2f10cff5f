// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "manifest/fields.h"

namespace mme {
namespace {

constexpr std::array file_types{FileType::file,     FileType::directory, FileType::symlink,
                                FileType::hardlink, FileType::device,    FileType::fifo};

Result<std::string> read_path(TomlTable& table) {
    MME_TRY(auto path, table.string("path", path_rule));
    if (!path.starts_with('/'))
        return table.error_at("path", "found " + toml_quoted(path) + ", wanted an absolute path");
    return path;
}

/// Four octal digits: nothing else, so that each mode has one spelling.
Result<unsigned> read_mode(TomlTable& table) {
    MME_TRY(const std::string text, table.string("mode"));
    const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
    if (text.size() != 4 || !std::all_of(text.begin(), text.end(), is_octal))
        return table.error_at("mode",
                              "found " + toml_quoted(text) + ", wanted four octal digits like \"0755\"");
    unsigned mode = 0;
    for (const char c : text) mode = mode * 8 + static_cast<unsigned>(c - '0');
    return mode;
}

Status read_content(TomlTable& table, FileEntry& entry) {
    MME_TRY(entry.size, read_size(table, "size"));
    MME_TRY(entry.sha256, read_sha256(table, "sha256"));
    return Done{};
}

Status read_target(TomlTable& table, FileEntry& entry) {
    MME_TRY(entry.target, table.string("target", path_rule));
    return Done{};
}

}  // namespace

Result<FileEntry> parse_file_entry(TomlTable& table) {
    FileEntry entry;
    MME_TRY(entry.path, read_path(table));
    MME_TRY(entry.type, read_word(table, "type", file_types));
    MME_TRY(entry.mode, read_mode(table));
    MME_TRY(entry.owner, table.string("owner"));
    MME_TRY(entry.group, table.string("group"));
    if (entry.type == FileType::file) MME_CHECK(read_content(table, entry));
    if (entry.type == FileType::symlink || entry.type == FileType::hardlink)
        MME_CHECK(read_target(table, entry));
    MME_CHECK(table.finish());
    return entry;
}

}  // namespace mme
