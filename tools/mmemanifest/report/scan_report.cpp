// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/report/scan_report.h"

#include <fmt/format.h>

#include "manifest/printable.h"

namespace mme {
namespace {

std::string line(const std::string& package, const std::string& text) {
    return printable(fmt::format("{}: {}", package, text)) + '\n';
}

}  // namespace

std::string scan_line(const Scan& scan) {
    return fmt::format("{} {}, database {} of {}: {} ({} of {} files, {} of {} bytes, {} to {})", scan.engine,
                       scan.engine_version, scan.database_version, to_rfc3339(scan.database_date),
                       word(scan.result), scan.files_scanned, scan.files_offered, scan.bytes_scanned,
                       scan.bytes_offered, to_rfc3339(scan.started), to_rfc3339(scan.finished));
}

std::string scan_text(const std::string& package, const std::vector<Scan>& scans) {
    std::string text;
    for (const auto& scan : scans) {
        text += line(package, scan_line(scan));
        for (const auto& one : scan.detections)
            text += line(package, fmt::format("{}: {} found {}", one.path, scan.engine, one.name));
        for (const auto& one : scan.skipped)
            text +=
                line(package, fmt::format("{}: {} did not scan it: {}", one.path, scan.engine, one.reason));
    }
    return text;
}

nlohmann::ordered_json scan_json(const std::vector<Scan>& scans) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& scan : scans) {
        nlohmann::ordered_json item{{"engine", scan.engine},
                                    {"engine-version", scan.engine_version},
                                    {"database-version", scan.database_version},
                                    {"database-date", to_rfc3339(scan.database_date)},
                                    {"started", to_rfc3339(scan.started)},
                                    {"finished", to_rfc3339(scan.finished)},
                                    {"result", word(scan.result)},
                                    {"files-offered", scan.files_offered},
                                    {"files-scanned", scan.files_scanned},
                                    {"bytes-offered", scan.bytes_offered},
                                    {"bytes-scanned", scan.bytes_scanned},
                                    {"detections", nlohmann::ordered_json::array()},
                                    {"skipped", nlohmann::ordered_json::array()}};
        for (const auto& one : scan.detections)
            item["detections"].push_back({{"path", one.path}, {"name", one.name}});
        for (const auto& one : scan.skipped)
            item["skipped"].push_back({{"path", one.path}, {"reason", one.reason}});
        list.push_back(std::move(item));
    }
    return list;
}

}  // namespace mme
