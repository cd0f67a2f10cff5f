// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// Whether `key` (fingerprint or user id in the caller's GnuPG home) can sign, to be asked before work of
/// hours is begun. Errors: internal-error.
Status check_signer(const std::string& key);

/// Refuses (scan-inconclusive, scan-infected, ...) a manifest that is malformed or that lint objects to.
Status check_signable(const std::string& manifest);

/// The signature slot of each manifest, made with one signature: the plain one for a single manifest,
/// the batch signature for a set. Every manifest is checked with check_signable first.
Result<std::vector<std::string>> sign_manifests(const std::vector<std::string>& manifests,
                                                const std::string& key);

/// The slot with the signature packets of `old_slot` and one more by `key`; a batch slot keeps its
/// place in the set.
Result<std::string> add_signature(const std::string& manifest, const std::string& old_slot,
                                  const std::string& key);

/// The armoured signature that holds the packets of both.
Result<std::string> join_signatures(const std::string& first, const std::string& second);

/// Where the detached signature of a file lies: NAME.toml has NAME.sig.
std::string signature_file_of(const std::string& file);

}  // namespace mme
