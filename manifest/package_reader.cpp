// SPDX-License-Identifier: LGPL-2.1-or-later
#include <set>

#include "manifest/fields.h"
#include "manifest/inventory.h"

namespace mme {
namespace {

constexpr std::array package_kinds{PackageKind::package, PackageKind::patch};

Result<Part> parse_part(TomlTable& table) {
    Part part;
    MME_TRY(part.name, table.string("name"));
    MME_TRY(part.size, read_size(table, "size"));
    MME_TRY(part.sha256, read_sha256(table, "sha256"));
    MME_CHECK(table.finish());
    // Names with a blank or a line break would make the content id's text ambiguous.
    if (part.name.find_first_of(" \t\r\n\v\f") != std::string::npos)
        return table.error_at("name",
                              "found " + toml_quoted(part.name) + ", wanted a name without white space");
    return part;
}

std::string wanted_parts(PackageType type) {
    return type == PackageType::rpm ? "exactly header, payload, in this order"
                                    : "exactly debian-binary, control.tar*, data.tar*, in this order";
}

/// "control.tar" or "control.tar.xz": the stem alone or with a suffix.
bool is_tar(std::string_view name, std::string_view stem) {
    if (!name.starts_with(stem)) return false;
    const std::string_view suffix = name.substr(stem.size());
    return suffix.empty() || (suffix.size() > 1 && suffix.front() == '.');
}

bool parts_fit(PackageType type, const std::vector<Part>& parts) {
    if (type == PackageType::rpm)
        return parts.size() == 2 && parts[0].name == "header" && parts[1].name == "payload";
    return parts.size() == 3 && parts[0].name == "debian-binary" && is_tar(parts[1].name, "control.tar") &&
           is_tar(parts[2].name, "data.tar");
}

Result<std::vector<Part>> parse_parts(TomlTable& package, PackageType type) {
    MME_TRY(auto tables, package.tables("part"));
    if (tables.empty()) return package.error_at("part", "found no part, wanted " + wanted_parts(type));
    std::vector<Part> parts;
    std::set<std::string> names;
    for (TomlTable& table : tables) {
        MME_TRY(Part part, parse_part(table));
        if (!names.insert(part.name).second)
            return table.error_at("name",
                                  "found " + toml_quoted(part.name) + " twice, wanted each part once");
        parts.push_back(std::move(part));
    }
    if (!parts_fit(type, parts)) return package.error_at("part", "wanted " + wanted_parts(type));
    return parts;
}

Result<std::vector<FileEntry>> parse_entry_tables(TomlTable& package) {
    MME_TRY(auto tables, package.tables("entry"));
    std::vector<FileEntry> files;
    std::set<std::string> paths;
    for (TomlTable& table : tables) {
        MME_TRY(FileEntry file, parse_file_entry(table));
        if (!paths.insert(file.path).second)
            return table.error_at("path",
                                  "found " + toml_quoted(file.path) + " twice, wanted each path once");
        if (files.size() == max_inventory_entries)
            return table.error_at("path", "found more than " + std::to_string(max_inventory_entries) +
                                              " entries, expected fewer");
        files.push_back(std::move(file));
    }
    return files;
}

/// A patch says what it may be applied to; anything else has nothing to say here.
Result<std::vector<std::string>> parse_replaces(TomlTable& package, PackageKind kind) {
    MME_TRY(auto replaces, package.optional_strings("replaces"));
    if (kind == PackageKind::package && replaces)
        return package.error_at("replaces", "is for patches, wanted it absent where kind is \"package\"");
    if (kind == PackageKind::patch && (!replaces || replaces->empty()))
        return package.error_at("replaces",
                                "wanted the versions that the patch may be applied to, one or more");
    return replaces.value_or(std::vector<std::string>{});
}

/// The base name of the package file; for people, so a folder in it would only mislead.
Result<std::string> read_file_name(TomlTable& package) {
    MME_TRY(auto name, package.string("file"));
    if (name.find('/') != std::string::npos)
        return package.error_at("file",
                                "found " + toml_quoted(name) + ", wanted a file name without folders");
    return name;
}

}  // namespace

Result<PackageSection> parse_package(TomlTable& table) {
    PackageSection package;
    MME_TRY(package.identity.type, read_word(table, "type", package_types));
    MME_TRY(package.kind, read_word(table, "kind", package_kinds));
    MME_TRY(package.identity.name, table.string("name"));
    MME_TRY(package.identity.version, table.string("version"));
    MME_TRY(package.identity.architecture, table.string("architecture"));
    MME_TRY(package.file, read_file_name(table));
    MME_TRY(package.content_id, read_sha256(table, "content-id"));
    MME_TRY(package.replaces, parse_replaces(table, package.kind));
    MME_TRY(package.parts, parse_parts(table, package.identity.type));
    MME_TRY(package.files, parse_entry_tables(table));
    MME_TRY(package.containers, parse_containers(table));
    MME_CHECK(table.finish());
    return package;
}

}  // namespace mme
