// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/corridor/judge_package.h"

#include <algorithm>

#include "libverify/decision/decide.h"
#include "libverify/decision/rules.h"
#include "libverify/digest/hasher.h"
#include "libverify/host/safe_place.h"
#include "libverify/scope/guarded_places.h"
#include "libverify/scope/scope.h"
#include "manifest/reader.h"

namespace mme {
namespace {

void add(Decision& decision, const Error& error) {
    decision.findings.push_back({error.code(), error.text(), {}, {}});
}

/// A refusal because of something that could not even be read: in scope until proven otherwise.
Decision refused(Decision decision, const Error& error) {
    add(decision, error);
    return decision;
}

void take_identity(Decision& decision, const Package& package) {
    decision.identity = package.identity;
    decision.content_id = package.content_id;
    decision.header_sha256 = package.header_sha256;
}

/// What refuses a package in scope whatever its manifest says.
void check_circumstances(const Court& court, const Element& element, Decision& decision) {
    for (const Error& objection : court.request.objections) add(decision, objection);
    if (element.digests_disabled)
        add(decision,
            fail(Code::integrity_check_disabled, "the package manager will not check file digests"));
    if (!element.check_location || !element.path) return;
    if (const auto safe = check_safe_place(*element.path, Code::unsafe_location); !safe)
        add(decision, safe.error());
}

/// A package of mmeverify's own is judged like any other, but by the signer who is trusted for it.
bool is_own_package(const Policy& policy, const Package& package) {
    return !policy.guard.role.empty() && matches_any(product_names(), package.identity.name);
}

Policy policy_for_own_packages(Policy policy) {
    policy.signature.roles = {policy.guard.role};
    return policy;
}

void check_guarded_paths(const Policy& policy, const ScopeMatch& match, Decision& decision) {
    if (match.guarded_path)
        decision.findings.push_back({Code::guarded_path, "it brings a file of mmeverify itself",
                                     *match.guarded_path,
                                     "no such file, or a package of mmeverify's own that a "
                                     "signer of [guard] role has signed"});
    if (!policy.guard.refuses_places || match.enforcement_paths.empty()) return;
    decision.findings.push_back({Code::guarded_path, "it brings a file that can switch mmeverify off",
                                 match.enforcement_paths.front(), "no such file ([guard] places)"});
}

/// The rules over an authentic manifest.
void apply_rules(const Evidence& evidence, Decision& decision) {
    std::vector<Finding> integrity;
    check_parts(evidence, integrity);
    decision.integrity_verified = integrity.empty();
    decision.findings.insert(decision.findings.end(), integrity.begin(), integrity.end());
    check_subject(evidence, decision.findings);
    check_scans(evidence, decision.findings);
    check_release(evidence, decision.findings);
}

/// Judges one candidate; `decision` holds what was found before there was a manifest.
Decision judge_candidate(const Court& court, const Element& element, const Package& package,
                         const SignedManifest& candidate, Decision decision) {
    decision.manifest_source = candidate.source;
    if (candidate.obstacle) return refused(std::move(decision), *candidate.obstacle);
    decision.manifest_sha256 = sha256_of(candidate.manifest);
    const auto answer =
        authenticate(candidate, package.identity.name, court.policy, court.checker, court.now);
    const auto& reasons = answer.findings();
    decision.findings.insert(decision.findings.end(), reasons.begin(), reasons.end());
    if (!answer.manifest()) return decision;
    const auto manifest = parse_manifest(as_text(answer.manifest()->bytes()));
    if (!manifest) return refused(std::move(decision), manifest.error());
    decision.scans = manifest->scans;
    apply_rules({*manifest, package, court.policy, answer.manifest()->signers(), element.installed_versions,
                 court.now},
                decision);
    decide(decision, *answer.manifest());
    return decision;
}

/// The first candidate that is accepted; else the first candidate's refusal.
Decision judge_candidates(const Court& court, const Element& element, const Package& package,
                          const std::vector<SignedManifest>& candidates, const Decision& before) {
    std::optional<Decision> first;
    for (const SignedManifest& candidate : candidates) {
        Decision decision = judge_candidate(court, element, package, candidate, before);
        if (decision.verdict == Verdict::accept) return decision;
        if (!first) first = std::move(decision);
    }
    if (first) return std::move(*first);
    return refused(before,
                   fail(Code::manifest_missing, "no manifest in the package, beside it, or in the store"));
}

}  // namespace

namespace {

/// Takes what the paths say; false if that decides the case.
bool goes_on(const Policy& policy, const ScopeMatch& match, const Package& package, Case& one) {
    one.decision.enforcement_paths = match.enforcement_paths;
    one.own = match.guarded_path && is_own_package(policy, package);
    if (!one.own) check_guarded_paths(policy, match, one.decision);
    if (match.in_scope) return !match.guarded_path || one.own;
    if (one.decision.findings.empty()) one.decision.verdict = Verdict::not_in_scope;
    return false;
}

}  // namespace

Case open_case(const Court& court, const Element& element) {
    Case one{&element};
    one.decision.shown = element.shown;
    const auto closed = [&](const Error& error) {
        add(one.decision, error);
        return std::move(one);
    };
    if (!element.file) return closed(element.file.error());
    auto package = read_package(*element.file);
    if (!package) return closed(package.error());
    take_identity(one.decision, *package);
    const auto read =
        match_scope(court.host, court.policy, court.request.root, element, *package, court.links);
    // A manifest tells whether a package that cannot be read is another one than was signed.
    if (!read && !is_in_scope_by_name(court.policy.scope, *package)) return closed(read.error());
    if (!read) add(one.decision, read.error());
    if (read && !goes_on(court.policy, *read, *package, one)) return one;
    check_circumstances(court, element, one.decision);
    one.candidates = find_manifests(court.host, element, *package);
    package->embedded = {};  // it is among the candidates now, and may be large
    one.package = std::move(*package);
    return one;
}

std::size_t held_bytes(const Case& one) {
    constexpr std::size_t entry = 64;  // an allocated string or buffer, without its text
    std::size_t bytes = 0;
    for (const SignedManifest& candidate : one.candidates) {
        bytes += candidate.manifest.size();
        if (candidate.signature) bytes += candidate.signature->size();
    }
    if (one.package)
        for (const std::string& name : one.package->claims) bytes += entry + name.size();
    return bytes;
}

Decision judge_case(const Court& court, const Case& one) {
    if (!one.package) return one.decision;
    if (one.own) {
        const Policy policy = policy_for_own_packages(court.policy);
        const Court own{court.host, court.request, policy, court.checker, court.links, court.now};
        return judge_candidates(own, *one.element, *one.package, one.candidates, one.decision);
    }
    return judge_candidates(court, *one.element, *one.package, one.candidates, one.decision);
}

}  // namespace mme
