// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/package/package.h"
#include "libverify/policy/policy.h"

namespace mme {

/// What the rules look at: an authentic manifest, the package it must fit, the policy and the time.
struct Evidence {
    const Manifest& manifest;
    const Package& package;
    const Policy& policy;
    const std::vector<Signer>& signers;
    const std::vector<std::string>& installed_versions;
    Timestamp now;
};

/// Whether the manifest names exactly the parts of the package (part-mismatch).
void check_parts(const Evidence& evidence, std::vector<Finding>& findings);
/// Whether it was made for this name, version, architecture and type (subject-mismatch).
void check_subject(const Evidence& evidence, std::vector<Finding>& findings);
/// How many engines a report counts for. They are distinct when they differ in title and also in what they
/// scanned with: one engine under two names counts once.
std::size_t distinct_engines(const std::vector<Scan>& scans);
/// The rules over the scan report (scan-*).
void check_scans(const Evidence& evidence, std::vector<Finding>& findings);
/// not-intended-for-host, patch-not-applicable.
void check_release(const Evidence& evidence, std::vector<Finding>& findings);

}  // namespace mme
