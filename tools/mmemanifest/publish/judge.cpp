// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/judge.h"

#include <algorithm>

#include "libverify/corridor/corridor.h"

namespace mme {
namespace {

Request request_for(const std::vector<Candidate>& candidates) {
    Request request{.action = "publish", .front_end = "mmemanifest", .elements = {}, .objections = {}};
    for (const auto& one : candidates)
        request.elements.push_back({.shown = one.given,
                                    .path = std::nullopt,
                                    .file = PackageFile::open(one.copy),
                                    .check_location = false,
                                    .digests_disabled = false,
                                    .installed_versions = {}});
    return request;
}

Remark remark_of(const Finding& finding) {
    std::string detail = finding.detail;
    if (!finding.found.empty()) detail += ": found " + finding.found;
    if (!finding.wanted.empty()) detail += ", wanted " + finding.wanted;
    return {finding.code, {}, {}, {}, std::move(detail)};
}

bool has_code(const std::vector<Remark>& remarks, Code code) {
    return std::any_of(remarks.begin(), remarks.end(), [&](const Remark& one) { return one.code == code; });
}

/// What is missing although no finding says so.
std::vector<Remark> objections_to_verdict(const Decision& decision) {
    if (decision.verdict == Verdict::not_in_scope)
        return {{Code::manifest_missing,
                 {},
                 {},
                 {},
                 "the policy's [scope] does not cover it, so nothing vouches for it"}};
    if (decision.verdict == Verdict::accept && decision.manifest_source != "embedded")
        return {{Code::manifest_missing,
                 {},
                 {},
                 {},
                 "it does not carry its manifest; embed it, since nothing else is published"}};
    return {};
}

PackageReport report_on(const Decision& decision, const GateRules& rules) {
    PackageReport report;
    report.package = decision.shown;
    report.identity = decision.identity;
    report.content_id = decision.content_id;
    report.scans = decision.scans;
    report.remarks = objections_to_verdict(decision);
    if (!decision.scans.empty())
        for (auto& remark : remarks_on(decision.scans, rules, DatabaseAge::at_scan))
            report.remarks.push_back(std::move(remark));
    const auto named = report.remarks;
    for (const auto& finding : decision.findings)
        if (!has_code(named, finding.code)) report.remarks.push_back(remark_of(finding));
    const bool clean = decision.verdict == Verdict::accept && report.remarks.empty();
    report.state = clean ? PackageState::clean : PackageState::refused;
    return report;
}

}  // namespace

RunReport judge_candidates(const HostLayout& host, const std::vector<Candidate>& candidates,
                           const GateRules& rules) {
    RunReport report{"publish", {}};
    for (const auto& decision : judge_all(host, request_for(candidates)).packages)
        report.packages.push_back(report_on(decision, rules));
    return report;
}

}  // namespace mme
