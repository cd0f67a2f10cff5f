// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/corridor/corridor.h"

#include <algorithm>
#include <exception>

#include "libverify/corridor/judge_package.h"
#include "libverify/decision/bounded.h"
#include "manifest/printable.h"

namespace mme {
namespace {

Timestamp now_in_seconds() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Decision refused_unread(const std::string& shown, const Error& error) {
    Decision decision;
    decision.shown = shown;
    decision.findings.push_back({error.code(), error.text(), {}, {}});
    bound(decision);
    return decision;
}

/// A library that throws on one package must not keep the others from being judged and recorded.
template <class Step>
Decision guarded(const Element& element, Step step) {
    try {
        return step();
    } catch (const std::exception& exception) {
        return refused_unread(element.shown, fail(Code::internal_error, exception.what()));
    } catch (...) {
        return refused_unread(element.shown, fail(Code::internal_error, "an unknown exception"));
    }
}

Case open_guarded(const Court& court, const Element& element) {
    Case opened{&element};
    opened.decision = guarded(element, [&] {
        opened = open_case(court, element);
        return opened.decision;
    });
    return opened;
}

void check_signatures_ahead(SignatureChecker& checker, const std::vector<Case>& cases) try {
    std::vector<const SignedManifest*> candidates;
    for (const Case& one : cases)
        for (const SignedManifest& candidate : one.candidates) candidates.push_back(&candidate);
    checker.check_ahead(candidates);
} catch (...) {
    // Only a speed-up: each case asks by itself, and answers for what goes wrong.
}

/// Packages and manifests are held in memory up to about this size, so that one start of gpg serves many
/// packages.
constexpr std::size_t most_held_bytes = std::size_t{4} << 20U;

std::vector<Decision> judge_once(const Court& court) {
    std::vector<Decision> decisions;
    const auto& elements = court.request.elements;
    for (auto next = elements.begin(); next != elements.end();) {
        std::vector<Case> group;
        for (std::size_t held = 0; next != elements.end() && held < most_held_bytes; ++next)
            held += held_bytes(group.emplace_back(open_guarded(court, *next)));
        check_signatures_ahead(court.checker, group);
        for (const Case& one : group)
            bound(decisions.emplace_back(guarded(*one.element, [&] { return judge_case(court, one); })));
    }
    return decisions;
}

void refuse_unfollowed(std::vector<Decision>& decisions) {
    for (Decision& decision : decisions) {
        decision.verdict = Verdict::reject;
        decision.findings.push_back(
            {Code::archive_malformed,
             "links of the packages of this transaction lead through each other too often to be followed",
             {},
             "install the packages one by one"});
    }
}

/// Paths of a package may lead through links of packages that were read after it; then all are read again.
std::vector<Decision> judge_each(const HostLayout& host, const Request& request, const Policy& policy,
                                 Timestamp now) {
    constexpr int most_readings = 8;
    SignatureChecker checker(host, policy);
    TransactionLinks links;
    const Court court{host, request, policy, checker, links, now};
    auto decisions = judge_once(court);
    for (int readings = 1; request.elements.size() > 1 && links.changed_a_path(); ++readings) {
        if (readings == most_readings) {
            refuse_unfollowed(decisions);
            break;
        }
        decisions = judge_once(court);
    }
    return decisions;
}

/// What cannot be recorded is refused; packages outside the scope need no evidence.
void refuse_unrecorded(const Error& error, std::vector<Decision>& decisions) {
    for (Decision& decision : decisions) {
        if (decision.verdict == Verdict::not_in_scope) continue;
        decision.verdict = Verdict::reject;
        decision.findings.push_back({error.code(), error.text(), {}, {}});
    }
}

void record_or_refuse(const Result<Journal>& journal, const EventContext& context,
                      std::vector<Decision>& decisions) {
    if (!journal) return refuse_unrecorded(journal.error(), decisions);
    if (const auto recorded = journal->record(context, decisions); !recorded)
        refuse_unrecorded(recorded.error(), decisions);
}

}  // namespace

TransactionDecision judge_all(const HostLayout& host, const Request& request) {
    if (request.elements.empty()) return {};
    return judge_all(host, request, Journal::open(host));
}

TransactionDecision judge_all(const HostLayout& host, const Request& request,
                              const Result<Journal>& journal) {
    const Timestamp now = now_in_seconds();
    TransactionDecision answer;
    EventContext context{request.action, request.front_end, now, Mode::enforce, {}};
    if (const auto policy = load_policy(host)) {
        answer.mode = context.mode = policy->mode;
        context.policy_sha256 = policy->sha256;
        answer.packages = judge_each(host, request, *policy, now);
    } else {
        for (const Element& element : request.elements)
            answer.packages.push_back(refused_unread(element.shown, policy.error()));
    }
    record_or_refuse(journal, context, answer.packages);
    return answer;
}

TransactionDecision refuse_exchanged(const Result<Journal>& journal, const std::string& front_end,
                                     const std::string& shown) {
    TransactionDecision answer;
    answer.packages.push_back(refused_unread(
        shown, fail(Code::part_mismatch, "the package file was exchanged after it was checked")));
    record_or_refuse(journal, {"install", front_end, now_in_seconds(), Mode::enforce, {}}, answer.packages);
    return answer;
}

void record_refused_call(const HostLayout& host, const Request& request) {
    std::vector<Decision> one(1);
    for (const Error& objection : request.objections)
        one[0].findings.push_back({objection.code(), objection.text(), {}, {}});
    bound(one[0]);
    const EventContext context{
        printable_start(request.action, 64), request.front_end, now_in_seconds(), Mode::enforce, {}};
    record_or_refuse(Journal::open(host), context, one);
}

}  // namespace mme
