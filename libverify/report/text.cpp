// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/report/text.h"

#include "libverify/report/decision_fields.h"

namespace mme {
namespace {

std::string line(std::string_view label, std::string_view text) {
    if (text.empty()) return {};
    return "  " + std::string{label} + std::string(9 - label.size(), ' ') + printable(text) + "\n";
}

std::string title(const Decision& decision) {
    if (!decision.identity) return printable(decision.shown);
    const Identity& identity = *decision.identity;
    return printable(identity.name + " " + identity.version + " " + identity.architecture) + " (" +
           printable(decision.shown) + ")";
}

std::string finding_text(const std::string& package, const char* verb, const Finding& finding) {
    const CodeEntry& entry = entry_of(finding.code);
    return package + ": " + verb + " (" + std::string{entry.name} + ")\n" +
           line("", entry.sentence).erase(0, 9) + line("detail:", finding.detail) +
           line("found:", finding.found) + line("wanted:", finding.wanted) + line("hint:", entry.remedy);
}

std::string rejected_text(const Decision& decision, const char* verb) {
    std::string text;
    for (const Finding& finding : decision.findings) text += finding_text(title(decision), verb, finding);
    if (decision.findings_left_out > 0)
        text += title(decision) + ": (" + std::to_string(decision.findings_left_out) + " more)\n";
    return text;
}

std::string accepted_text(const Decision& decision) {
    std::string text = title(decision) + ": accepted\n";
    for (const Signer& signer : decision.signers)
        text += line("signed:", signer.name + " (" + signer.role + "), " + signer.fingerprint + ", " +
                                    to_rfc3339(signer.made));
    for (const Scan& scan : decision.scans)
        text += line("scanned:", scan.engine + " " + scan.engine_version + ", library " +
                                     scan.database_version + " of " + to_rfc3339(scan.database_date) + ", " +
                                     to_rfc3339(scan.finished) + ", " + std::string{word(scan.result)});
    return text;
}

}  // namespace

std::string decision_text(const Decision& decision) {
    if (decision.verdict == Verdict::accept) return accepted_text(decision);
    if (decision.verdict == Verdict::not_in_scope)
        return title(decision) + ": not in scope of the policy, nothing was demanded\n";
    if (decision.verdict == Verdict::alarm) return rejected_text(decision, "ALARM");
    return rejected_text(decision, "refused");
}

std::string refusal_text(const TransactionDecision& decision) {
    const bool permissive = decision.mode == Mode::permissive;
    std::string text;
    for (const Decision& one : decision.packages)
        if (one.verdict == Verdict::reject)
            text += rejected_text(one, permissive ? "would be refused" : "refused");
    if (permissive && !text.empty()) text += "mmeverify: the policy is permissive, so it goes on\n";
    return text;
}

std::string decision_json(const TransactionDecision& decision) {
    nlohmann::ordered_json json;
    json["format"] = "mme-decision/1";
    json["mode"] = decision.mode == Mode::enforce ? "enforce" : "permissive";
    json["decision"] = decision.any_rejected() ? "reject" : "accept";
    json["packages"] = nlohmann::ordered_json::array();
    for (const Decision& one : decision.packages) json["packages"].push_back(decision_fields(one));
    return json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace mme
