// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/table.h"

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/exchange/outcome.h"

namespace mme {
namespace {

Row row_of(const PackageSection& package, const Scan& scan) {
    Row row{package.identity.name,    package.identity.version,
            package.content_id.hex(), scan.engine,
            scan.engine_version,      scan.database_version,
            to_rfc3339(scan.started), std::string{word(outcome_of(scan))}};
    for (auto& cell : row) cell = path_text(cell);
    return row;
}

}  // namespace

Table scan_table(std::span<const Subject> subjects) {
    Table table{{"Package", "Package version", "Content id", "Anti-virus engine title",
                 "Anti-virus engine version", "Virus library version", "Scan time", "Scan result"},
                {}};
    for (const auto& subject : subjects)
        for (const auto& scan : subject.manifest.scans)
            table.rows.push_back(row_of(subject.manifest.package, scan));
    return table;
}

}  // namespace mme
