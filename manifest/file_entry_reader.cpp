// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/fields.h"
#include "manifest/path_check.h"
#include "manifest/printable.h"

namespace mme {
namespace {

/// Text in the one form that a name has (SPEC.md section 4.1).
Result<std::string> read_name(TomlTable& table, std::string_view key, TextRule rule = {}) {
    MME_TRY(auto text, table.string(key, rule));
    if (!is_path_form(text, rule.max_bytes))
        return table.error_at(key, "found " + toml_quoted(printable(text)) +
                                       ", expected text in the form of SPEC.md section 4.1");
    return text;
}

Result<std::string> read_path(TomlTable& table) {
    MME_TRY(auto path, read_name(table, "path", path_rule));
    if (!path.starts_with('/'))
        return table.error_at("path", "found " + toml_quoted(path) + ", wanted an absolute path");
    return path;
}

Result<unsigned> read_mode(TomlTable& table) {
    MME_TRY(const std::string text, table.string("mode"));
    if (const auto mode = parse_octal_mode(text)) return *mode;
    return table.error_at("mode", "found " + toml_quoted(text) + ", wanted four octal digits like \"0755\"");
}

Status read_content(TomlTable& table, FileEntry& entry) {
    MME_TRY(entry.size, read_size(table, "size"));
    MME_TRY(entry.sha256, read_sha256(table, "sha256"));
    return Done{};
}

Status read_target(TomlTable& table, FileEntry& entry) {
    MME_TRY(entry.target, read_name(table, "target", path_rule));
    return Done{};
}

}  // namespace

Result<FileEntry> parse_file_entry(TomlTable& table) {
    FileEntry entry;
    MME_TRY(entry.path, read_path(table));
    MME_TRY(entry.type, read_word(table, "type", file_types));
    MME_TRY(entry.mode, read_mode(table));
    MME_TRY(entry.owner, read_name(table, "owner"));
    MME_TRY(entry.group, read_name(table, "group"));
    if (entry.type == FileType::file) MME_CHECK(read_content(table, entry));
    if (entry.type == FileType::symlink || entry.type == FileType::hardlink)
        MME_CHECK(read_target(table, entry));
    MME_CHECK(table.finish());
    return entry;
}

}  // namespace mme
