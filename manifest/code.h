// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace mme {

/// The reason codes of SPEC.md section 9. A code is a promise to scripts and dashboards: it is
/// never renamed, and a meaning is never moved from one code to another.
enum class Code {
    manifest_missing,
    manifest_malformed,
    manifest_unsupported,
    signature_missing,
    signature_invalid,
    signer_not_trusted,
    key_expired,
    key_not_yet_valid,
    key_revoked,
    algorithm_not_allowed,
    threshold_not_met,
    role_missing,
    subject_mismatch,
    part_mismatch,
    archive_malformed,
    scan_missing,
    scan_infected,
    scan_inconclusive,
    scan_too_few_engines,
    scan_engine_not_allowed,
    scan_database_stale,
    scan_too_old,
    scan_time_invalid,
    not_intended_for_host,
    patch_not_applicable,
    rollback,
    revoked,
    waiver_invalid,
    unsafe_location,
    policy_missing,
    policy_malformed,
    policy_unsafe,
    clock_suspect,
    integrity_check_disabled,
    guarded_path,
    enforcement_lost,
    internal_error,
};

/// What is known of a code: the one source for `explain`, JSON output, the man page and the tests.
struct CodeEntry {
    Code code;
    std::string_view name;      ///< as printed: lower case, words joined by '-'
    std::string_view sentence;  ///< what is wrong, one sentence for the operator
    std::string_view remedy;    ///< what to do next
};

/// Every code, in the order of the enumeration.
std::span<const CodeEntry> all_codes() noexcept;

/// The entry of one code. Total: each enumerator has one (a unit test walks the table).
const CodeEntry& entry_of(Code code) noexcept;

/// "scan-infected" for Code::scan_infected.
std::string_view name_of(Code code) noexcept;

/// The code with that printed name; nothing for an unknown one.
std::optional<Code> code_named(std::string_view name) noexcept;

}  // namespace mme
