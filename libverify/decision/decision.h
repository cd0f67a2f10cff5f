// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libverify/openpgp/openpgp.h"
#include "manifest/code.h"
#include "manifest/model.h"

namespace mme {

enum class Verdict {
    accept,
    reject,
    not_in_scope,
    alarm,  ///< no decision: what was found after the run
};
enum class Mode { enforce, permissive };

/// One reason against a package.
struct Finding {
    Code code;
    std::string detail;  ///< what is wrong, with the place, one line
    std::string found;   ///< the value found; may be empty
    std::string wanted;  ///< the value wanted, and which policy line asks for it; may be empty
};

/// A trusted signature that counted.
struct Signer {
    std::string name;  ///< from the policy
    std::string role;
    std::string fingerprint;  ///< primary key
    Timestamp made;
};

/// The outcome for one package. Only decide() makes an accept.
struct Decision {
    Verdict verdict = Verdict::reject;
    std::string shown;                 ///< as in the request
    std::optional<Identity> identity;  ///< nothing if the package could not be read
    std::optional<Sha256> content_id;
    std::optional<Sha256> header_sha256;  ///< rpm: what psm_pre compares
    std::optional<Sha256> manifest_sha256;
    std::string manifest_source;      ///< "embedded", "beside", "store"; empty if none
    bool source_verified = false;     ///< R18: who signed
    bool integrity_verified = false;  ///< R18: bytes match the signed manifest
    std::vector<Signer> signers;
    std::vector<Scan> scans;  ///< the authentic report
    std::vector<Finding> findings;
    std::size_t findings_left_out = 0;  ///< by bound(): there were so many more
    /// The first few files it brings where configuration can switch enforcement off.
    std::vector<std::string> enforcement_paths;
};

/// The outcome for a transaction: one rejected package refuses all of it.
struct TransactionDecision {
    Mode mode = Mode::enforce;
    std::vector<Decision> packages;

    /// Whether the package manager must stop: a rejected package, and not in permissive mode.
    [[nodiscard]] bool refused() const noexcept;
    [[nodiscard]] bool any_rejected() const noexcept;
};

}  // namespace mme
