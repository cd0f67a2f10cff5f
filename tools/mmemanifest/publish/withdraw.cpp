// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/withdraw.h"

#include <algorithm>
#include <optional>

#include "libverify/embed/embed.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/signature_blob.h"
#include "tools/mmemanifest/seal/sign.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

/// A list and its signature, as they lie there; the list is not believed yet.
struct OldList {
    std::string text;
    std::string signature;
    Revocations content;
};

Result<std::optional<OldList>> load_old(const std::string& file) {
    std::error_code error;
    if (fs::symlink_status(file, error).type() == fs::file_type::not_found) return std::optional<OldList>{};
    OldList old;
    MME_TRY(old.text, load_text(file, max_revocations_bytes));
    auto content = parse_revocations(old.text);
    if (!content) return std::move(content).error().during("in " + file);
    old.content = std::move(content).value();
    const std::string signature = signature_file_of(file);
    if (fs::symlink_status(signature, error).type() == fs::file_type::not_found)
        return fail(Code::signature_missing, signature + " is not there, so " + file + " proves nothing");
    MME_TRY(old.signature, load_text(signature, max_signature_bytes));
    return std::optional(std::move(old));
}

/// The primary keys whose signatures over the text are right.
Result<std::vector<std::string>> signers_of(const GnupgHome& home, const std::string& text,
                                            const std::string& signature) {
    MME_TRY(const auto packets, parse_signature_packets(as_bytes(signature)));
    Bytes all;
    for (const auto& packet : packets) all.insert(all.end(), packet.begin(), packet.end());
    MME_TRY(const auto facts, home.verify(as_bytes(text), all));
    std::vector<std::string> keys;
    for (const auto& one : facts)
        if (one.matches && one.key_known && !one.key_revoked) keys.push_back(one.primary_fingerprint);
    return keys;
}

/// The key that makes the new signature must have made the old one.
Status check_same_signer(const GnupgHome& home, const OldList& old, const std::string& text,
                         const std::string& signature, const std::string& file) {
    MME_TRY(const auto mine, signers_of(home, text, signature));
    MME_TRY(const auto theirs, signers_of(home, old.text, old.signature));
    const bool same = !mine.empty() && std::find(theirs.begin(), theirs.end(), mine.front()) != theirs.end();
    if (same) return Done{};
    return fail(Code::signature_invalid, file +
                                             " is not signed by the key that would sign the next one; move "
                                             "it away or name another file with --list");
}

/// Whatever moment a crash picks, some signature in the file is right for the list beside it.
Status save_pair(const std::string& file, const std::string& text, const std::string& signature,
                 const std::optional<OldList>& old) {
    const std::string signature_file = signature_file_of(file);
    if (old) {
        MME_TRY(const auto both, join_signatures(old->signature, signature));
        MME_CHECK(write_file_atomically(signature_file, as_bytes(both)));
    }
    if (!old) MME_CHECK(write_file_atomically(signature_file, as_bytes(signature)));
    MME_CHECK(write_file_atomically(file, as_bytes(text)));
    return old ? write_file_atomically(signature_file, as_bytes(signature)) : Status(Done{});
}

/// How many were added.
std::size_t add_missing(Revocations& list, const std::vector<WithdrawnPackage>& packages) {
    const std::size_t before = list.packages.size();
    for (const auto& package : packages) {
        const bool there = std::any_of(list.packages.begin(), list.packages.end(),
                                       [&](const auto& one) { return one.content_id == package.content_id; });
        if (!there) list.packages.push_back(package);
    }
    return list.packages.size() - before;
}

WithdrawnPackage withdrawn(const PackageReport& report) {
    WithdrawnPackage package{*report.content_id, *report.identity, {}, {}, {}};
    for (const auto& scan : report.scans) {
        if (!scan.detections.empty()) package.found = std::max(package.found, scan.finished);
        for (const auto& one : scan.detections)
            package.detections.push_back({scan.engine, scan.engine_version, scan.database_version,
                                          scan.database_date, one.path, one.name});
    }
    package.reason = "found by " + std::to_string(package.detections.size()) +
                     (package.detections.size() == 1 ? " detection" : " detections") +
                     " when it was scanned again";
    return package;
}

}  // namespace

std::vector<WithdrawnPackage> detected_in(const RunReport& report) {
    std::vector<WithdrawnPackage> packages;
    for (const auto& package : report.packages) {
        const bool found = std::any_of(package.scans.begin(), package.scans.end(),
                                       [](const Scan& scan) { return !scan.detections.empty(); });
        if (found && package.content_id && package.identity) packages.push_back(withdrawn(package));
    }
    return packages;
}

Result<Revocations> withdraw(const std::vector<WithdrawnPackage>& packages, const ListPlace& place) {
    MME_TRY(const auto old, load_old(place.file));
    Revocations list = old ? old->content : Revocations{place.name, 0, {}, {}, {}};
    if (add_missing(list, packages) == 0) return list;
    ++list.serial;
    list.issued = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string text = write_revocations(list);
    MME_CHECK(parse_revocations(text));
    MME_TRY(const auto home, GnupgHome::open_callers());
    MME_TRY(const auto signature, home.sign(as_bytes(text), place.key));
    if (old) MME_CHECK(check_same_signer(home, *old, text, signature, place.file));
    MME_CHECK(save_pair(place.file, text, signature, old));
    return list;
}

}  // namespace mme
