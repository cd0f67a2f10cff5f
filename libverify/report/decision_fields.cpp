// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/report/decision_fields.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

Json fields(const Finding& finding) {
    Json json;
    json["code"] = name_of(finding.code);
    json["sentence"] = entry_of(finding.code).sentence;
    json["detail"] = finding.detail;
    json["found"] = finding.found;
    json["wanted"] = finding.wanted;
    json["hint"] = entry_of(finding.code).remedy;
    return json;
}

Json fields(const Signer& signer) {
    return {{"name", signer.name},
            {"role", signer.role},
            {"fingerprint", signer.fingerprint},
            {"signed", to_rfc3339(signer.made)}};
}

Json fields(const Scan& scan) {
    return {{"engine", scan.engine},
            {"engine-version", scan.engine_version},
            {"database-version", scan.database_version},
            {"database-date", to_rfc3339(scan.database_date)},
            {"started", to_rfc3339(scan.started)},
            {"finished", to_rfc3339(scan.finished)},
            {"result", word(scan.result)}};
}

template <class T>
Json list(const std::vector<T>& items) {
    Json json = Json::array();
    for (const T& item : items) json.push_back(fields(item));
    return json;
}

void add_identity(Json& json, const Identity& identity) {
    json["type"] = word(identity.type);
    json["name"] = identity.name;
    json["version"] = identity.version;
    json["architecture"] = identity.architecture;
}

}  // namespace

std::string_view word(Verdict verdict) noexcept {
    switch (verdict) {
        case Verdict::accept:
            return "accept";
        case Verdict::not_in_scope:
            return "not-in-scope";
        case Verdict::alarm:
            return "alarm";
        case Verdict::reject:
            break;
    }
    return "reject";
}

nlohmann::ordered_json decision_fields(const Decision& decision) {
    Json json;
    json["decision"] = word(decision.verdict);
    json["package"] = decision.shown;
    if (decision.identity) add_identity(json, *decision.identity);
    json["content-id"] = decision.content_id ? decision.content_id->hex() : "";
    json["manifest-sha256"] = decision.manifest_sha256 ? decision.manifest_sha256->hex() : "";
    json["manifest-source"] = decision.manifest_source;
    json["source-verified"] = decision.source_verified;
    json["integrity-verified"] = decision.integrity_verified;
    json["signers"] = list(decision.signers);
    json["scans"] = list(decision.scans);
    json["findings"] = list(decision.findings);
    if (decision.findings_left_out > 0) json["findings-left-out"] = decision.findings_left_out;
    if (!decision.enforcement_paths.empty()) json["enforcement-paths"] = decision.enforcement_paths;
    return json;
}

}  // namespace mme
