// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/code.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mme {
namespace {

constexpr std::array code_entries = {
    CodeEntry{Code::manifest_missing, "manifest-missing", "The package is in scope and carries no manifest.",
              "Ask the vendor for the sealed package, or put its manifest beside it: FILE.mme.toml and "
              "FILE.mme.sig."},
    CodeEntry{Code::manifest_malformed, "manifest-malformed", "The manifest breaks a rule of its format.",
              "Have the vendor make it again with 'mmemanifest seal' and check it with 'mmemanifest lint'."},
    CodeEntry{Code::manifest_unsupported, "manifest-unsupported",
              "The manifest is written in a format version this host does not know.",
              "Update mmeverify on this host, or ask for a manifest of format mme-manifest/1."},
    CodeEntry{Code::signature_missing, "signature-missing",
              "The package has a manifest, but no signature over it.",
              "Ask the vendor for the sealed package; an unsigned manifest proves nothing."},
    CodeEntry{Code::signature_invalid, "signature-invalid",
              "A signature does not match the manifest, or is no detached OpenPGP signature.",
              "Fetch the package again; if it stays so, treat it as tampered with and tell the vendor."},
    CodeEntry{Code::signer_not_trusted, "signer-not-trusted",
              "The manifest is signed by a key this host does not trust for this package.",
              "Compare the fingerprint with the vendor's by another channel; only then put the key into "
              "keys.d and a [[signer]] into policy.toml."},
    CodeEntry{Code::key_expired, "key-expired", "The signing key had expired.",
              "Get the vendor's renewed key, or a package signed with the current one."},
    CodeEntry{Code::key_not_yet_valid, "key-not-yet-valid",
              "The signing key's validity begins later than the signature or this host's clock.",
              "Check this host's clock; if it is right, ask the vendor which key they meant to use."},
    CodeEntry{Code::key_revoked, "key-revoked", "The signing key has been revoked by its owner.",
              "Do not install. Ask the vendor for a package signed with the replacement key."},
    CodeEntry{Code::algorithm_not_allowed, "algorithm-not-allowed",
              "The signature uses an algorithm or a key length that the policy does not allow.",
              "Ask the vendor to sign with an allowed algorithm; see [signature] in policy.toml."},
    CodeEntry{Code::threshold_not_met, "threshold-not-met",
              "Fewer distinct trusted keys signed than the policy asks for.",
              "Have the missing parties add their signature: 'mmemanifest sign --append'."},
    CodeEntry{Code::role_missing, "role-missing",
              "No trusted key with a role that the policy asks for has signed.",
              "Have a holder of that role add a signature: 'mmemanifest sign --append'."},
    CodeEntry{Code::subject_mismatch, "subject-mismatch",
              "The manifest was made for another name, version, architecture or package type.",
              "Fetch the package again from the vendor; a manifest belongs to one package only."},
    CodeEntry{Code::part_mismatch, "part-mismatch",
              "The bytes of the package differ from those that were scanned and signed.",
              "Do not install. Fetch the package again; if it stays so, tell the vendor."},
    CodeEntry{Code::archive_malformed, "archive-malformed",
              "The package file is damaged, or built in a way that readers could disagree about.",
              "Fetch the package again; if it stays so, tell the vendor."},
    CodeEntry{Code::scan_missing, "scan-missing", "The manifest holds no anti-virus scan report.",
              "Have the vendor scan and seal the package again: 'mmemanifest seal'."},
    CodeEntry{Code::scan_infected, "scan-infected", "An anti-virus engine found something in the package.",
              "Do not install. Report the detection to the vendor and to your security team."},
    CodeEntry{Code::scan_inconclusive, "scan-inconclusive",
              "An anti-virus engine did not look at everything; not fully scanned is not clean.",
              "Have the vendor scan again with limits that fit the package; see [[scan]].skipped."},
    CodeEntry{Code::scan_too_few_engines, "scan-too-few-engines",
              "Fewer distinct anti-virus engines scanned the package than the policy asks for.",
              "Have the vendor seal the package with more engines; see [scan] min-engines."},
    CodeEntry{Code::scan_engine_not_allowed, "scan-engine-not-allowed",
              "An anti-virus engine of the report is not on the policy's list.",
              "Have the vendor scan with listed engines, or add the title to [scan] engines."},
    CodeEntry{Code::scan_database_stale, "scan-database-stale",
              "The virus library was too old at the time of the scan.",
              "Have the vendor scan again with a current library; see [scan] max-database-age-days."},
    CodeEntry{Code::scan_too_old, "scan-too-old", "The scan is older than the policy allows at installation.",
              "Have the package scanned and sealed again; see [scan] max-scan-age-days."},
    CodeEntry{Code::scan_time_invalid, "scan-time-invalid",
              "The times of the report contradict each other, the signature, or this host's clock.",
              "Check this host's clock, then the clock of the machine that scanned."},
    CodeEntry{Code::not_intended_for_host, "not-intended-for-host",
              "The release was made for other networks than the ones this host belongs to.",
              "Check [host] ids in policy.toml, or ask the vendor for your network's release."},
    CodeEntry{Code::patch_not_applicable, "patch-not-applicable",
              "The patch may not be applied to the version that is installed.",
              "Install a version that the patch names under 'replaces' first."},
    CodeEntry{Code::rollback, "rollback",
              "The package is older than a version this host has already accepted.",
              "Install a newer version, or obtain a signed waiver for this one."},
    CodeEntry{Code::revoked, "revoked", "The package or its key has been withdrawn after it was published.",
              "Do not install. Ask the vendor for the release that replaces it."},
    CodeEntry{Code::waiver_invalid, "waiver-invalid", "A waiver for this package exists but may not be used.",
              "Read the finding for the reason; have the approvers issue a new waiver."},
    CodeEntry{Code::unsafe_location, "unsafe-location",
              "The package lies where somebody else could replace it between check and use.",
              "Copy it as root to a folder that only root can write, and install it from there."},
    CodeEntry{Code::policy_missing, "policy-missing",
              "The policy file is not there, so nothing may be accepted.",
              "Install /etc/mmeverify/policy.toml; 'mmeverify status' shows what is looked for."},
    CodeEntry{Code::policy_malformed, "policy-malformed",
              "The policy cannot be read as a whole, so nothing may be accepted.",
              "Correct the place that the finding names; 'mmeverify status' reads the policy again."},
    CodeEntry{Code::policy_unsafe, "policy-unsafe",
              "The policy, a key, the state, the journal, or a directory above them could be changed by "
              "someone other than root.",
              "Give it to root and take write permission from everyone else (chown root, chmod go-w)."},
    CodeEntry{Code::clock_suspect, "clock-suspect",
              "This host's clock is behind a time that has certainly passed.",
              "Set the clock (timedatectl, chronyc) and try again."},
    CodeEntry{Code::integrity_check_disabled, "integrity-check-disabled",
              "The package manager was told not to check digests.",
              "Install without --nodigest, --nofiledigest, --force-bad-verify and their like."},
    CodeEntry{Code::guarded_path, "guarded-path",
              "The package brings a file that belongs to mmeverify itself, or one that can switch it off.",
              "Do not install; ask its vendor why it has this file. See [guard] in mmeverify-policy(5)."},
    CodeEntry{
        Code::enforcement_lost, "enforcement-lost",
        "After this run the package manager no longer asks mmeverify before it installs.",
        "See what the named file changes, take it away, and read 'mmeverify status' until it is in order."},
    CodeEntry{Code::internal_error, "internal-error",
              "The check could not be carried out, so the package is not accepted.",
              "Read the detail; 'mmeverify status' tests this installation. Report it if it stays."},
};

static_assert(code_entries.size() == static_cast<std::size_t>(Code::internal_error) + 1);

}  // namespace

std::span<const CodeEntry> all_codes() noexcept {
    return code_entries;
}

const CodeEntry& entry_of(Code code) noexcept {
    return code_entries[static_cast<std::size_t>(code)];
}

std::string_view name_of(Code code) noexcept {
    return entry_of(code).name;
}

std::optional<Code> code_named(std::string_view name) noexcept {
    const auto* found = std::find_if(code_entries.begin(), code_entries.end(),
                                     [&](const CodeEntry& entry) { return entry.name == name; });
    if (found == code_entries.end()) return std::nullopt;
    return found->code;
}

}  // namespace mme
