// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>
#include <set>
#include <tuple>

#include "libverify/decision/coverage.h"
#include "libverify/decision/rules.h"

namespace mme {
namespace {

using Findings = std::vector<Finding>;

std::string days(std::chrono::seconds span) {
    return std::to_string(std::chrono::floor<std::chrono::days>(span).count()) + " days";
}

bool is_whole(const Scan& scan) {
    return scan.files_scanned == scan.files_offered && scan.bytes_scanned == scan.bytes_offered &&
           scan.files_offered > 0 && scan.skipped.empty();
}

std::string coverage(const Scan& scan) {
    return std::to_string(scan.files_scanned) + " of " + std::to_string(scan.files_offered) + " files, " +
           std::to_string(scan.bytes_scanned) + " of " + std::to_string(scan.bytes_offered) + " bytes";
}

void check_result(const Scan& scan, Findings& findings) {
    if (scan.result == ScanResult::infected || !scan.detections.empty()) {
        std::string found = "result " + std::string{word(scan.result)};
        for (const Detection& detection : scan.detections)
            found += "; " + detection.name + " in " + detection.path;
        findings.push_back({Code::scan_infected, scan.engine + " found something", found, "result clean"});
    } else if (scan.result == ScanResult::inconclusive) {
        const std::string why =
            scan.skipped.empty() ? "" : "; " + scan.skipped.front().path + ": " + scan.skipped.front().reason;
        findings.push_back({Code::scan_inconclusive, scan.engine + " did not look at everything",
                            "result inconclusive, " + coverage(scan) + why, "result clean"});
    } else if (!is_whole(scan)) {
        findings.push_back({Code::scan_inconclusive,
                            scan.engine + " says clean but did not look at everything", coverage(scan),
                            "every file and byte that was offered"});
    }
}

/// A count that does not add up means that files were left out, or that the report is of something else.
void check_offered(const Scan& scan, const Tally& wanted, Findings& findings) {
    const Tally offered{scan.files_offered, scan.bytes_offered};
    if (offered == wanted) return;
    findings.push_back({Code::scan_inconclusive, scan.engine + " was not offered what the package holds",
                        shown(offered) + " offered", shown(wanted) + " by manifest and package"});
}

void check_inventory(const Evidence& evidence, Findings& findings) {
    const auto fault = inventory_fault(evidence.manifest.package, evidence.package);
    if (fault) findings.push_back({Code::scan_inconclusive, fault->detail, fault->found, fault->wanted});
}

void check_database(const Scan& scan, const Policy& policy, Findings& findings) {
    const auto age = scan.started - scan.database_date;
    if (age <= policy.scan.max_database_age) return;
    findings.push_back(
        {Code::scan_database_stale, "the library of " + scan.engine + " was old when it scanned",
         "library of " + to_rfc3339(scan.database_date) + ", " + days(age) + " before the scan",
         "at most " + days(policy.scan.max_database_age) + " ([scan] max-database-age-days)"});
}

void check_age(const Scan& scan, const Policy& policy, Timestamp now, Findings& findings) {
    const auto age = now - scan.finished;
    if (age <= policy.scan.max_scan_age) return;
    findings.push_back({Code::scan_too_old, "the scan by " + scan.engine + " is old",
                        "scanned " + to_rfc3339(scan.finished) + ", " + days(age) + " ago",
                        "at most " + days(policy.scan.max_scan_age) + " ([scan] max-scan-age-days)"});
}

/// Library date, start, finish, creation, signature, now: each not after the next, within the skew.
void check_times(const Scan& scan, const Evidence& evidence, Findings& findings) {
    const auto skew = evidence.policy.max_skew;
    const auto in_order = [&](const char* earlier, Timestamp first, const char* later, Timestamp second) {
        if (first <= second + skew) return;
        findings.push_back({Code::scan_time_invalid, scan.engine + ": " + earlier + " lies after " + later,
                            std::string{earlier} + " " + to_rfc3339(first),
                            "not after " + std::string{later} + " " + to_rfc3339(second)});
    };
    in_order("library date", scan.database_date, "the start of the scan", scan.started);
    in_order("start of the scan", scan.started, "its end", scan.finished);
    in_order("end of the scan", scan.finished, "the manifest's creation", evidence.manifest.created);
    in_order("end of the scan", scan.finished, "now", evidence.now);
    in_order("creation of the manifest", evidence.manifest.created, "now", evidence.now);
    for (const Signer& signer : evidence.signers)
        in_order("end of the scan", scan.finished, "the signature", signer.made);
}

void check_allowed(const Scan& scan, const Policy& policy, Findings& findings) {
    const auto& titles = policy.scan.engines;
    if (titles.empty() || std::find(titles.begin(), titles.end(), scan.engine) != titles.end()) return;
    findings.push_back({Code::scan_engine_not_allowed, "an engine is not on the policy's list", scan.engine,
                        "a title of [scan] engines"});
}

}  // namespace

std::size_t distinct_engines(const std::vector<Scan>& scans) {
    std::set<std::string> titles;
    std::set<std::pair<std::string, std::string>> contents;
    for (const Scan& scan : scans) {
        titles.insert(scan.engine);
        contents.emplace(scan.engine_version, scan.database_version);
    }
    return std::min(titles.size(), contents.size());
}

void check_scans(const Evidence& evidence, Findings& findings) {
    const auto& scans = evidence.manifest.scans;
    if (scans.empty())
        findings.push_back({Code::scan_missing, "there is no [[scan]] in the manifest", {}, {}});
    check_inventory(evidence, findings);
    const Tally offer = expected_offer(evidence.manifest.package, evidence.package);
    for (const Scan& scan : scans) {
        check_result(scan, findings);
        check_offered(scan, offer, findings);
        check_database(scan, evidence.policy, findings);
        check_age(scan, evidence.policy, evidence.now, findings);
        check_times(scan, evidence, findings);
        check_allowed(scan, evidence.policy, findings);
    }
    const std::size_t engines = distinct_engines(scans);
    if (engines < evidence.policy.scan.min_engines)
        findings.push_back(
            {Code::scan_too_few_engines, "too few distinct engines scanned the package",
             std::to_string(engines),
             "at least " + std::to_string(evidence.policy.scan.min_engines) + " ([scan] min-engines)"});
}

}  // namespace mme
