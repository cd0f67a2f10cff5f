// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/report/gate.h"

#include <algorithm>

#include "libverify/decision/rules.h"

namespace mme {
namespace {

using Remarks = std::vector<Remark>;

Timestamp now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string coverage(const Scan& scan) {
    return std::to_string(scan.files_scanned) + " of " + std::to_string(scan.files_offered) + " files, " +
           std::to_string(scan.bytes_scanned) + " of " + std::to_string(scan.bytes_offered) + " bytes";
}

void check_files(const Scan& scan, Remarks& remarks) {
    for (const auto& one : scan.detections)
        remarks.push_back({Code::scan_infected, scan.engine, one.path, one.name,
                           scan.engine + " found " + one.name + " in " + one.path});
    for (const auto& one : scan.skipped)
        remarks.push_back({Code::scan_inconclusive,
                           scan.engine,
                           one.path,
                           {},
                           scan.engine + " did not scan " + one.path + ": " + one.reason});
}

/// A result that is not clean, or says clean of less than everything, although no file was named.
void check_result(const Scan& scan, Remarks& remarks) {
    if (!scan.detections.empty() || !scan.skipped.empty()) return;
    const bool whole = scan.files_offered > 0 && scan.files_scanned == scan.files_offered &&
                       scan.bytes_scanned == scan.bytes_offered;
    if (scan.result == ScanResult::clean && whole) return;
    const Code code = scan.result == ScanResult::infected ? Code::scan_infected : Code::scan_inconclusive;
    remarks.push_back({code,
                       scan.engine,
                       {},
                       {},
                       scan.engine + " says " + std::string(word(scan.result)) + ", " + coverage(scan) +
                           "; wanted clean and everything"});
}

void check_database(const Scan& scan, const GateRules& rules, Timestamp at, Remarks& remarks) {
    if (!rules.max_database_age || at - scan.database_date <= *rules.max_database_age) return;
    remarks.push_back({Code::scan_database_stale,
                       scan.engine,
                       {},
                       {},
                       "the database of " + scan.engine + " is of " + to_rfc3339(scan.database_date) +
                           ", wanted at most " + std::to_string(rules.max_database_age->count()) +
                           " days before " + to_rfc3339(at)});
}

void check_allowed(const Scan& scan, const GateRules& rules, Remarks& remarks) {
    const auto& titles = rules.engines;
    if (titles.empty() || std::find(titles.begin(), titles.end(), scan.engine) != titles.end()) return;
    remarks.push_back({Code::scan_engine_not_allowed,
                       scan.engine,
                       {},
                       {},
                       scan.engine + " is not among the engines that the policy allows"});
}

void check_number(const std::vector<Scan>& scans, const GateRules& rules, Remarks& remarks) {
    const std::size_t found = distinct_engines(scans);
    const std::size_t wanted = std::max<std::size_t>(rules.min_engines, 1);
    if (found >= wanted) return;
    remarks.push_back(
        {scans.empty() ? Code::scan_missing : Code::scan_too_few_engines,
         {},
         {},
         {},
         std::to_string(found) + " distinct engines scanned it, wanted at least " + std::to_string(wanted)});
}

}  // namespace

GateRules with_policy(GateRules rules, const ScanRules& policy) {
    rules.min_engines = std::max(rules.min_engines, policy.min_engines);
    rules.max_database_age =
        std::min(rules.max_database_age.value_or(policy.max_database_age), policy.max_database_age);
    rules.engines = policy.engines;
    return rules;
}

std::vector<Remark> remarks_on(const std::vector<Scan>& scans, const GateRules& rules, DatabaseAge age) {
    Remarks remarks;
    const Timestamp moment = now();
    for (const auto& scan : scans) {
        check_files(scan, remarks);
        check_result(scan, remarks);
        check_database(scan, rules, age == DatabaseAge::now ? moment : scan.started, remarks);
        check_allowed(scan, rules, remarks);
    }
    check_number(scans, rules, remarks);
    return remarks;
}

}  // namespace mme
