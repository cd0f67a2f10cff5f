// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decision/bounded.h"

#include <algorithm>

#include "manifest/printable.h"

namespace mme {
namespace {

// Their product, twice over for JSON's escapes, is below max_event_bytes.
constexpr std::size_t most_findings = 16;
constexpr std::size_t most_signers = 16;
constexpr std::size_t most_scans = 64;
constexpr std::size_t most_detail_bytes = 2048;
constexpr std::size_t most_place_bytes = 4096;
constexpr std::size_t most_value_bytes = 512;
constexpr std::size_t most_word_bytes = 160;

void bound(std::string& text, std::size_t most) {
    text = printable_start(text, most);
}

template <class T>
std::size_t bound(std::vector<T>& list, std::size_t most) {
    const std::size_t more = list.size() - std::min(list.size(), most);
    list.erase(list.end() - static_cast<std::ptrdiff_t>(more), list.end());
    return more;
}

void bound(Finding& finding) {
    bound(finding.detail, most_detail_bytes);
    bound(finding.found, most_value_bytes);
    bound(finding.wanted, most_value_bytes);
}

void bound(Signer& signer) {
    for (std::string* text : {&signer.name, &signer.role, &signer.fingerprint}) bound(*text, most_word_bytes);
}

void bound(Scan& scan) {
    for (std::string* text : {&scan.engine, &scan.engine_version, &scan.database_version})
        bound(*text, most_word_bytes);
}

void bound(Identity& identity) {
    for (std::string* text : {&identity.name, &identity.version, &identity.architecture})
        bound(*text, most_value_bytes);
}

}  // namespace

void bound(Decision& decision) {
    bound(decision.shown, most_place_bytes);
    if (decision.identity) bound(*decision.identity);
    decision.findings_left_out += bound(decision.findings, most_findings);
    bound(decision.signers, most_signers);
    bound(decision.scans, most_scans);
    for (Finding& finding : decision.findings) bound(finding);
    // Few, by their maker.
    for (std::string& path : decision.enforcement_paths) bound(path, most_value_bytes);
    for (Signer& signer : decision.signers) bound(signer);
    for (Scan& scan : decision.scans) bound(scan);
}

}  // namespace mme
