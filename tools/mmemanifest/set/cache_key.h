// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "manifest/result.h"
#include "manifest/sha256.h"
#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// The bytes that a report is about, and who read them.
struct ScanSubject {
    Sha256 program;         ///< of this program: another build may unpack other things
    Sha256 content_id;      ///< of the package
    Sha256 file;            ///< of the whole package file
    std::string unpacking;  ///< settings_text of the limits

    bool operator==(const ScanSubject&) const = default;
};

/// What a report depends on, as one digest: the subject, everything the engine states of itself, and
/// `beyond`, what else its answers hang on (Engine::beyond_facts).
Sha256 cache_key(const ScanSubject& subject, const EngineFacts& facts, const std::string& beyond);

/// One SHA-256 for the running program and its worker program, which unpacks and scans. Errors:
/// internal-error.
Result<Sha256> digest_of_this_program();

}  // namespace mme
