// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/lint.h"

#include <set>

namespace mme {
namespace {

using Remarks = std::vector<LintRemark>;

std::string scan_name(std::size_t index, const Scan& scan) {
    return "scan[" + std::to_string(index) + "] (" + scan.engine + ")";
}

void check_result(const Scan& scan, const std::string& name, Remarks& remarks) {
    if (scan.result == ScanResult::clean) return;
    const Code code = scan.result == ScanResult::infected ? Code::scan_infected : Code::scan_inconclusive;
    remarks.push_back(
        {code, name + ": result is \"" + std::string{word(scan.result)} + "\", wanted \"clean\""});
}

void check_count(std::string_view what, std::uint64_t offered, std::uint64_t scanned, const std::string& name,
                 Remarks& remarks) {
    if (offered == scanned) return;
    remarks.push_back({Code::scan_inconclusive, name + ": " + std::string{what} + "-scanned is " +
                                                    std::to_string(scanned) + ", wanted " +
                                                    std::to_string(offered) + " as offered"});
}

/// What contradicts a result, whatever that result is: "clean" is a claim about every file offered.
void check_counts(const Scan& scan, const std::string& name, Remarks& remarks) {
    if (!scan.detections.empty())
        remarks.push_back({Code::scan_infected, name + ": detections names '" + scan.detections.front().name +
                                                    "' in " + scan.detections.front().path +
                                                    ", wanted none"});
    if (!scan.skipped.empty())
        remarks.push_back({Code::scan_inconclusive, name + ": skipped names " + scan.skipped.front().path +
                                                        " (" + scan.skipped.front().reason +
                                                        "), wanted none"});
    if (scan.files_offered == 0)
        remarks.push_back({Code::scan_inconclusive, name + ": files-offered is 0, wanted at least 1"});
    check_count("files", scan.files_offered, scan.files_scanned, name, remarks);
    check_count("bytes", scan.bytes_offered, scan.bytes_scanned, name, remarks);
}

void check_order(std::string_view early, Timestamp before, std::string_view late, Timestamp after,
                 const std::string& name, Remarks& remarks) {
    if (before <= after) return;
    remarks.push_back({Code::scan_time_invalid, name + ": " + std::string{early} + " " + to_rfc3339(before) +
                                                    " is later than " + std::string{late} + " " +
                                                    to_rfc3339(after)});
}

void check_times(const Scan& scan, Timestamp created, const std::string& name, Remarks& remarks) {
    check_order("database-date", scan.database_date, "started", scan.started, name, remarks);
    check_order("started", scan.started, "finished", scan.finished, name, remarks);
    check_order("finished", scan.finished, "created", created, name, remarks);
}

}  // namespace

std::vector<LintRemark> lint(const Manifest& manifest) {
    Remarks remarks;
    std::set<std::string_view> engines;
    for (std::size_t i = 0; i < manifest.scans.size(); ++i) {
        const Scan& scan = manifest.scans[i];
        const std::string name = scan_name(i, scan);
        check_result(scan, name, remarks);
        check_counts(scan, name, remarks);
        check_times(scan, manifest.created, name, remarks);
        if (!engines.insert(scan.engine).second)
            remarks.push_back(
                {Code::scan_too_few_engines, name + ": this engine reported before, and it counts once"});
    }
    if (manifest.scans.empty())
        remarks.push_back({Code::scan_missing, "there is no [[scan]], wanted one or more"});
    return remarks;
}

}  // namespace mme
