// SPDX-License-Identifier: LGPL-2.1-or-later
#include <limits>
#include <set>

#include "manifest/fields.h"
#include "manifest/revocations.h"

namespace mme {
namespace {

Status check_list_format(TomlTable& root) {
    MME_TRY(const std::string format, root.string("format"));
    if (format == revocations_format) return Done{};
    return root.error_at("format",
                         "found " + toml_quoted(format) + ", wanted " + toml_quoted(revocations_format));
}

/// What was found must have been known when the list was issued.
Result<Timestamp> read_found(TomlTable& table, Timestamp issued) {
    MME_TRY(const Timestamp found, table.time("found"));
    if (found <= issued) return found;
    return table.error_at(
        "found", "found " + to_rfc3339(found) + ", wanted a time not after issued, " + to_rfc3339(issued));
}

Result<LaterDetection> parse_detection(TomlTable& table) {
    LaterDetection detection;
    MME_TRY(detection.engine, table.string("engine"));
    MME_TRY(detection.engine_version, table.string("engine-version"));
    MME_TRY(detection.database_version, table.string("database-version"));
    MME_TRY(detection.database_date, table.time("database-date"));
    MME_TRY(detection.path, table.string("path", path_rule));
    MME_TRY(detection.name, table.string("name"));
    MME_CHECK(table.finish());
    return detection;
}

Result<Identity> parse_identity(TomlTable& table) {
    Identity identity;
    MME_TRY(identity.type, read_word(table, "type", package_types));
    MME_TRY(identity.name, table.string("name"));
    MME_TRY(identity.version, table.string("version"));
    MME_TRY(identity.architecture, table.string("architecture"));
    return identity;
}

Result<WithdrawnPackage> parse_withdrawn_package(TomlTable& table, Timestamp issued) {
    WithdrawnPackage package;
    MME_TRY(package.content_id, read_sha256(table, "content-id"));
    MME_TRY(package.identity, parse_identity(table));
    MME_TRY(package.found, read_found(table, issued));
    MME_TRY(package.reason, table.string("reason", long_text_rule));
    MME_TRY(auto detections, table.tables("detection"));
    for (TomlTable& one : detections) {
        MME_TRY(package.detections.emplace_back(), parse_detection(one));
    }
    MME_CHECK(table.finish());
    return package;
}

/// A primary key's fingerprint as OpenPGP writes it: 20 bytes (version 4) or 32 (later ones).
bool is_fingerprint(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

Result<WithdrawnKey> parse_withdrawn_key(TomlTable& table, Timestamp issued) {
    WithdrawnKey key;
    MME_TRY(key.fingerprint, table.string("fingerprint"));
    if (!is_fingerprint(key.fingerprint))
        return table.error_at("fingerprint", "found " + toml_quoted(key.fingerprint) +
                                                 ", wanted 40 or 64 upper-case hexadecimal digits");
    MME_TRY(key.found, read_found(table, issued));
    MME_TRY(key.reason, table.string("reason", long_text_rule));
    MME_CHECK(table.finish());
    return key;
}

Status parse_packages(TomlTable& root, Revocations& revocations) {
    MME_TRY(auto tables, root.tables("package"));
    std::set<Sha256> seen;
    for (TomlTable& table : tables) {
        MME_TRY(auto package, parse_withdrawn_package(table, revocations.issued));
        if (!seen.insert(package.content_id).second)
            return table.error_at("content-id", "found it twice, wanted each package once");
        revocations.packages.push_back(std::move(package));
    }
    return Done{};
}

Status parse_keys(TomlTable& root, Revocations& revocations) {
    MME_TRY(auto tables, root.tables("key"));
    std::set<std::string> seen;
    for (TomlTable& table : tables) {
        MME_TRY(auto key, parse_withdrawn_key(table, revocations.issued));
        if (!seen.insert(key.fingerprint).second)
            return table.error_at("fingerprint", "found it twice, wanted each key once");
        revocations.keys.push_back(std::move(key));
    }
    return Done{};
}

}  // namespace

Result<Revocations> parse_revocations(std::string_view text) {
    MME_TRY(TomlTable root, TomlTable::parse(text, max_revocations_bytes, Code::policy_malformed));
    MME_CHECK(check_list_format(root));
    Revocations revocations;
    MME_TRY(revocations.list, root.string("list"));
    MME_TRY(const auto serial, root.integer("serial", 1, std::numeric_limits<std::int64_t>::max()));
    revocations.serial = static_cast<std::uint64_t>(serial);
    MME_TRY(revocations.issued, root.time("issued"));
    MME_CHECK(parse_packages(root, revocations));
    MME_CHECK(parse_keys(root, revocations));
    MME_CHECK(root.finish());
    if (revocations.packages.empty() && revocations.keys.empty())
        return root.error_at("package", "found no [[package]] and no [[key]], wanted one or more");
    return revocations;
}

}  // namespace mme
