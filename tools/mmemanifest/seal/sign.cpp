// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/sign.h"

#include "libverify/batch/batch.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/openpgp/signature_blob.h"
#include "manifest/lint.h"
#include "manifest/reader.h"

namespace mme {
namespace {

Result<std::string> signature_over(const std::string& text, const std::string& key) {
    MME_TRY(const auto home, GnupgHome::open_callers());
    return home.sign(as_bytes(text), key);
}

Result<std::vector<std::string>> sign_batch(const std::vector<std::string>& manifests,
                                            const std::string& key) {
    std::vector<Sha256> leaves;
    leaves.reserve(manifests.size());
    for (const auto& manifest : manifests) leaves.push_back(merkle_leaf(as_bytes(manifest)));
    BatchSlot slot;
    slot.size = leaves.size();
    MME_TRY(const auto signature, signature_over(batch_text(slot.size, merkle_root(leaves)), key));
    // gpg adds the comments of its owner's configuration, in any characters; a slot has no room for them.
    MME_TRY(const auto packets, parse_signature_packets(as_bytes(signature)));
    slot.signature = armour_signature(packets);
    std::vector<std::string> slots;
    for (std::size_t index = 0; index < leaves.size(); ++index) {
        slot.index = index;
        slot.path = merkle_path(leaves, index);
        slots.push_back(write_batch_slot(slot));
    }
    return slots;
}

Result<std::string> add_to_batch(const std::string& manifest, const std::string& old_slot,
                                 const std::string& key) {
    MME_TRY(auto slot, parse_batch_slot(as_bytes(old_slot)));
    MME_TRY(const auto root, merkle_root_from_path(merkle_leaf(as_bytes(manifest)), slot));
    MME_TRY(const auto added, signature_over(batch_text(slot.size, root), key));
    MME_TRY(slot.signature, join_signatures(slot.signature, added));
    return write_batch_slot(slot);
}

}  // namespace

Result<std::string> join_signatures(const std::string& first, const std::string& second) {
    MME_TRY(auto packets, parse_signature_packets(as_bytes(first)));
    MME_TRY(auto added, parse_signature_packets(as_bytes(second)));
    packets.insert(packets.end(), added.begin(), added.end());
    return armour_signature(packets);
}

std::string signature_file_of(const std::string& file) {
    constexpr std::string_view ending = ".toml";
    const bool has = file.ends_with(ending);
    return (has ? file.substr(0, file.size() - ending.size()) : file) + ".sig";
}

Status check_signer(const std::string& key) {
    MME_TRY(const auto home, GnupgHome::open_callers());
    return home.check_can_sign(key);
}

Status check_signable(const std::string& manifest) {
    MME_TRY(const auto parsed, parse_manifest(manifest));
    const auto remarks = lint(parsed);
    if (!remarks.empty()) return fail(remarks.front().code, remarks.front().message);
    for (const auto& scan : parsed.scans)
        if (scan.result != ScanResult::clean)
            return fail(Code::scan_inconclusive,
                        scan.engine + ": the scan is " + std::string(word(scan.result)));
    return Done{};
}

Result<std::vector<std::string>> sign_manifests(const std::vector<std::string>& manifests,
                                                const std::string& key) {
    for (const auto& manifest : manifests) MME_CHECK(check_signable(manifest));
    if (manifests.size() > 1) return sign_batch(manifests, key);
    MME_TRY(auto signature, signature_over(manifests.front(), key));
    return std::vector<std::string>{std::move(signature)};
}

Result<std::string> add_signature(const std::string& manifest, const std::string& old_slot,
                                  const std::string& key) {
    MME_CHECK(check_signable(manifest));
    if (is_batch_slot(as_bytes(old_slot))) return add_to_batch(manifest, old_slot, key);
    MME_TRY(const auto added, signature_over(manifest, key));
    return join_signatures(old_slot, added);
}

}  // namespace mme
