// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"
#include "libverify/openpgp/key_file.h"
#include "manifest/result.h"
#include "manifest/sha256.h"

namespace mme {

/// Which packages are MME software; any line that matches brings one in.
struct Scope {
    bool everything = false;
    std::vector<std::string> names;    ///< globs, fnmatch(3)
    std::vector<std::string> vendors;  ///< globs
    std::vector<std::string> paths;    ///< prefixes of installed paths
};

struct TrustedSigner {
    std::string name;
    std::string fingerprint;  ///< primary key, upper-case hexadecimal
    std::string role;
    std::vector<std::string> names;  ///< globs of packages it may vouch for; empty: all
};

enum class ExpiredKey { accept_if_signed_while_valid, refuse };
enum class Downgrade { deny, previously_installed, allow };

struct SignatureRules {
    std::size_t threshold = 1;
    std::vector<std::string> roles;
    unsigned min_rsa_bits = 2048;
    std::vector<std::string> public_key_algorithms;
    std::vector<std::string> hash_algorithms;
    ExpiredKey expired_key = ExpiredKey::refuse;
};

struct ScanRules {
    std::size_t min_engines = 1;
    std::vector<std::string> engines;  ///< allowed titles; empty: any
    std::chrono::days max_database_age{};
    std::chrono::days max_scan_age{};
};

/// What happens to packages that bring mmeverify's own files, or files that can switch it off.
struct GuardRules {
    std::string role;             ///< of the signer who vouches for mmeverify's own packages; empty: nobody
    bool refuses_places = false;  ///< whether configuration of package managers is refused or only minded
};

/// A host's policy, `mmeverify-policy/1` (mmeverify-policy(5)). Only parse_policy makes a usable one.
struct Policy {
    Mode mode = Mode::enforce;
    Scope scope;
    std::vector<TrustedSigner> signers;
    SignatureRules signature;
    ScanRules scan;
    GuardRules guard;
    Downgrade downgrade = Downgrade::deny;
    std::vector<std::string> host_ids;
    std::chrono::minutes max_skew{};
    Sha256 sha256;                   ///< of the text it was read from, for the journal
    std::vector<KeyFile> key_files;  ///< keys.d/*.asc and *.gpg, sorted by name
};

/// Reads the text of a policy. Errors: policy-malformed naming key, line and column.
Result<Policy> parse_policy(std::string_view text);

/// Reads the host's policy and key files from disk, after checking who could change them.
/// Errors: policy-missing, policy-malformed, policy-unsafe.
Result<Policy> load_policy(const HostLayout& host);

/// The files of keys.d that load_policy() does not read, because their names end in neither .asc nor .gpg;
/// sorted. Errors: policy-unsafe, policy-malformed.
Result<std::vector<std::filesystem::path>> unread_key_files(const HostLayout& host);

/// Whether `text` matches one of the globs (fnmatch(3) without flags).
bool matches_any(const std::vector<std::string>& globs, const std::string& text);

}  // namespace mme
