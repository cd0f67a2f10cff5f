// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/reader.h"

#include "manifest/fields.h"
#include "manifest/inventory.h"

namespace mme {
namespace {

constexpr std::array update_classes{UpdateClass::functional, UpdateClass::security, UpdateClass::emergency};

/// Judged before any other key: another version of the format may have other keys.
Status check_format(TomlTable& root) {
    MME_TRY(const std::string format, root.string("format"));
    if (format != manifest_format)
        return root.error_at("format", Code::manifest_unsupported,
                             "found " + toml_quoted(format) + ", wanted " + toml_quoted(manifest_format));
    return Done{};
}

Status check_undertaking(TomlTable& table, const Release& release) {
    if (release.undertaking.has_value() == release.undertaking_by.has_value()) return Done{};
    const std::string_view present = release.undertaking ? "undertaking" : "undertaking-by";
    return table.error_at(present, "wanted undertaking and undertaking-by together, or neither");
}

Result<std::vector<Scan>> parse_scans(TomlTable& root) {
    MME_TRY(auto tables, root.tables("scan"));
    if (tables.empty())
        return root.error_at("scan", Code::scan_missing, "found no [[scan]], wanted one for each engine");
    std::vector<Scan> scans;
    for (TomlTable& table : tables) {
        MME_TRY(Scan scan, parse_scan(table));
        scans.push_back(std::move(scan));
    }
    return scans;
}

}  // namespace

Result<Release> parse_release(TomlTable& table) {
    Release release;
    MME_TRY(release.provider, table.string("provider"));
    MME_TRY(release.product, table.string("product"));
    MME_TRY(release.version, table.string("version"));
    MME_TRY(release.update_class, read_word(table, "update-class", update_classes));
    MME_TRY(release.advisories, table.strings("advisories"));
    MME_TRY(release.intended_for, table.strings("intended-for"));
    MME_TRY(release.undertaking, table.optional_string("undertaking", long_text_rule));
    MME_TRY(release.undertaking_by, table.optional_string("undertaking-by"));
    MME_CHECK(check_undertaking(table, release));
    MME_CHECK(table.finish());
    return release;
}

Result<Manifest> parse_manifest(std::string_view text) {
    MME_TRY(TomlTable root, TomlTable::parse(text, max_manifest_bytes, Code::manifest_malformed));
    MME_CHECK(check_format(root));
    Manifest manifest;
    MME_TRY(manifest.created, root.time("created"));
    MME_TRY(TomlTable release, root.table("release"));
    MME_TRY(manifest.release, parse_release(release));
    MME_TRY(TomlTable package, root.table("package"));
    MME_TRY(manifest.package, parse_package(package));
    MME_TRY(manifest.scans, parse_scans(root));
    MME_CHECK(parse_inventory(root, manifest.package));
    MME_CHECK(root.finish());
    return manifest;
}

}  // namespace mme
