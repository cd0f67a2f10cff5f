// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "manifest/model.h"

namespace mme {

/// A whole and clean report, made an hour ago with the day's database.
inline Scan clean_scan(const std::string& engine) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    Scan scan;
    scan.engine = engine;
    scan.engine_version = engine + " 1.0";
    scan.database_version = "27";
    scan.database_date = now - std::chrono::hours(12);
    scan.started = scan.finished = now - std::chrono::hours(1);
    scan.result = ScanResult::clean;
    scan.files_offered = scan.files_scanned = 3;
    scan.bytes_offered = scan.bytes_scanned = 300;
    return scan;
}

}  // namespace mme
