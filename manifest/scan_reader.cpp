// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/fields.h"

namespace mme {
namespace {

constexpr std::array results{ScanResult::clean, ScanResult::infected, ScanResult::inconclusive};

Result<std::vector<Detection>> parse_detections(TomlTable& scan) {
    MME_TRY(auto tables, scan.tables("detections"));
    std::vector<Detection> detections;
    for (TomlTable& table : tables) {
        Detection found;
        MME_TRY(found.path, table.string("path", path_rule));
        MME_TRY(found.name, table.string("name"));
        MME_CHECK(table.finish());
        detections.push_back(std::move(found));
    }
    return detections;
}

Result<std::vector<Skipped>> parse_skipped(TomlTable& scan) {
    MME_TRY(auto tables, scan.tables("skipped"));
    std::vector<Skipped> skipped;
    for (TomlTable& table : tables) {
        Skipped left;
        MME_TRY(left.path, table.string("path", path_rule));
        MME_TRY(left.reason, table.string("reason"));
        MME_CHECK(table.finish());
        skipped.push_back(std::move(left));
    }
    return skipped;
}

Status parse_engine(TomlTable& table, Scan& scan) {
    MME_TRY(scan.engine, table.string("engine"));
    MME_TRY(scan.engine_version, table.string("engine-version"));
    MME_TRY(scan.database_version, table.string("database-version"));
    MME_TRY(scan.database_date, table.time("database-date"));
    return Done{};
}

Status parse_counts(TomlTable& table, Scan& scan) {
    MME_TRY(scan.files_offered, read_size(table, "files-offered"));
    MME_TRY(scan.files_scanned, read_size(table, "files-scanned"));
    MME_TRY(scan.bytes_offered, read_size(table, "bytes-offered"));
    MME_TRY(scan.bytes_scanned, read_size(table, "bytes-scanned"));
    return Done{};
}

}  // namespace

Result<Scan> parse_scan(TomlTable& table) {
    Scan scan;
    MME_CHECK(parse_engine(table, scan));
    MME_TRY(scan.started, table.time("started"));
    MME_TRY(scan.finished, table.time("finished"));
    MME_TRY(scan.result, read_word(table, "result", results));
    MME_CHECK(parse_counts(table, scan));
    MME_TRY(scan.detections, parse_detections(table));
    MME_TRY(scan.skipped, parse_skipped(table));
    MME_TRY(scan.settings, table.optional_string("settings", long_text_rule));
    MME_CHECK(table.finish());
    return scan;
}

}  // namespace mme
