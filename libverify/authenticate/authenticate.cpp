// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/authenticate/authenticate.h"

#include <algorithm>
#include <set>

#include "libverify/authenticate/signature_rules.h"
#include "libverify/batch/batch.h"
#include "libverify/digest/hasher.h"
#include "libverify/host/make_directories.h"
#include "libverify/host/safe_place.h"
#include "libverify/openpgp/signature_blob.h"

namespace mme {
namespace {

/// The text that was signed and the signature packets over it: the manifest itself, or the batch text
/// that its place in the Merkle tree leads to.
struct SignedText {
    Bytes text;
    Bytes packets;
    std::size_t signatures = 0;  ///< number of packets
};

Bytes concatenated(const std::vector<Bytes>& packets) {
    Bytes all;
    for (const Bytes& packet : packets) all.insert(all.end(), packet.begin(), packet.end());
    return all;
}

Result<SignedText> open_batch(ByteView manifest, ByteView slot) {
    MME_TRY(const BatchSlot batch, parse_batch_slot(slot));
    MME_TRY(const Sha256 root, merkle_root_from_path(merkle_leaf(manifest), batch));
    MME_TRY(const auto packets, parse_signature_packets(as_bytes(batch.signature)));
    const std::string text = batch_text(batch.size, root);
    return SignedText{Bytes(text.begin(), text.end()), concatenated(packets), packets.size()};
}

Result<SignedText> open_slot(const SignedManifest& candidate) {
    if (candidate.obstacle) return *candidate.obstacle;
    if (!candidate.signature) return fail(Code::signature_missing, "no signature comes with the manifest");
    if (is_batch_slot(*candidate.signature)) return open_batch(candidate.manifest, *candidate.signature);
    MME_TRY(const auto packets, parse_signature_packets(*candidate.signature));
    return SignedText{candidate.manifest, concatenated(packets), packets.size()};
}

/// The facts of every signature; gpg must have spoken of each packet.
Result<std::vector<SignatureFacts>> check_signatures(const SignedManifest& candidate,
                                                     SignatureChecker& checker) {
    MME_TRY(const SignedText signed_text, open_slot(candidate));
    MME_TRY(auto facts, checker.check(signed_text.text, signed_text.packets));
    if (facts.size() != signed_text.signatures)
        return fail(Code::signature_invalid, "gpg read " + std::to_string(facts.size()) + " of " +
                                                 std::to_string(signed_text.signatures) + " signatures");
    return facts;
}

Finding finding_of(const Error& error) {
    return {error.code(), error.text(), {}, {}};
}

/// The signatures that count, one for each primary key, and the objections to the others.
struct Count {
    std::vector<Signer> signers;
    std::vector<Finding> objections;
    bool any_invalid = false;
};

Count count_signers(const std::vector<SignatureFacts>& signatures, const std::string& package_name,
                    const Policy& policy, Timestamp now) {
    Count count;
    std::set<std::string> seen;
    for (const SignatureFacts& facts : signatures) {
        const SignatureCase one{facts, policy, package_name, now};
        if (auto objection = objection_to(one)) {
            count.any_invalid |= objection->code == Code::signature_invalid;
            count.objections.push_back(std::move(*objection));
        } else if (seen.insert(facts.primary_fingerprint).second) {
            const TrustedSigner* signer = trusted_signer(one);
            count.signers.push_back({signer->name, signer->role, signer->fingerprint, facts.made});
        }
    }
    return count;
}

void require_threshold(const Count& count, const SignatureRules& rules, std::vector<Finding>& findings) {
    if (count.signers.size() >= rules.threshold) return;
    findings = count.objections;
    if (count.signers.empty() && !findings.empty()) return;  // the objections say it better
    findings.push_back({Code::threshold_not_met, "too few distinct trusted keys signed",
                        std::to_string(count.signers.size()),
                        "at least " + std::to_string(rules.threshold) + " ([signature] threshold)"});
}

void require_roles(const Count& count, const SignatureRules& rules, std::vector<Finding>& findings) {
    if (count.signers.empty()) return;
    for (const std::string& role : rules.roles) {
        const bool there = std::any_of(count.signers.begin(), count.signers.end(),
                                       [&](const Signer& signer) { return signer.role == role; });
        if (!there)
            findings.push_back({Code::role_missing,
                                "no key of role '" + role + "' has signed",
                                {},
                                "a signature of role '" + role + "' ([signature] roles)"});
    }
}

}  // namespace

Result<GnupgHome*> SignatureChecker::home() {
    if (no_home_) return *no_home_;
    if (!home_) {
        std::error_code error;
        make_directories(host_.state);
        if (std::filesystem::exists(host_.state, error))
            MME_CHECK(check_own_place(host_.state, Code::policy_unsafe));
        auto home = GnupgHome::open_private(host_.gnupg(), policy_.key_files);
        if (!home)
            return no_home_.emplace(std::move(home).error().during("while building the keyring from keys.d"));
        home_.emplace(std::move(home).value());
    }
    return &*home_;
}

void SignatureChecker::check_ahead(const std::vector<const SignedManifest*>& candidates) {
    std::map<Key, SignedText> unchecked;
    for (const SignedManifest* candidate : candidates) {
        auto signed_text = open_slot(*candidate);
        if (!signed_text) continue;  // authenticate() says why
        const Key key{sha256_of(signed_text->text), sha256_of(signed_text->packets)};
        if (!checked_.contains(key)) unchecked.emplace(key, std::move(*signed_text));
    }
    if (unchecked.empty()) return;
    const auto home = this->home();
    if (!home) return;
    std::vector<SignedView> many;
    many.reserve(unchecked.size());
    for (const auto& [key, one] : unchecked) many.push_back({one.text, one.packets});
    auto facts = (*home)->verify_many(many);
    std::size_t i = 0;
    for (const auto& [key, one] : unchecked) {
        if (!facts[i].empty()) checked_.emplace(key, std::move(facts[i]));
        ++i;
    }
}

Result<std::vector<SignatureFacts>> SignatureChecker::check(ByteView signed_text, ByteView packets) {
    const Key key{sha256_of(signed_text), sha256_of(packets)};
    if (const auto known = checked_.find(key); known != checked_.end()) return known->second;
    MME_TRY(const GnupgHome* home, this->home());
    MME_TRY(auto facts, home->verify(signed_text, packets));
    checked_.emplace(key, facts);
    return facts;
}

Authentication authenticate(const SignedManifest& candidate, const std::string& package_name,
                            const Policy& policy, SignatureChecker& checker, Timestamp now) {
    Authentication answer;
    const auto signatures = check_signatures(candidate, checker);
    if (!signatures) {
        answer.findings_.push_back(finding_of(signatures.error()));
        return answer;
    }
    Count count = count_signers(*signatures, package_name, policy, now);
    require_threshold(count, policy.signature, answer.findings_);
    require_roles(count, policy.signature, answer.findings_);
    if (count.any_invalid && answer.findings_.empty()) answer.findings_ = count.objections;
    if (answer.findings_.empty() && !count.signers.empty())
        answer.manifest_ = AuthenticManifest(candidate.manifest, std::move(count.signers));
    return answer;
}

}  // namespace mme
