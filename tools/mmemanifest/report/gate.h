// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "libverify/policy/policy.h"
#include "manifest/code.h"
#include "manifest/model.h"

namespace mme {

/// What a report has to satisfy before anything is signed or published, beside being clean.
struct GateRules {
    std::size_t min_engines = 1;                        ///< distinct ones, as a host counts them
    std::optional<std::chrono::days> max_database_age;  ///< nothing: any age
    std::vector<std::string> engines;                   ///< allowed titles; empty: any
};

/// The stricter of both: what the packager asked for and a host's policy.
GateRules with_policy(GateRules rules, const ScanRules& policy);

/// One reason against a package.
struct Remark {
    Code code;
    std::string engine;     ///< empty if it is not about one engine
    std::string path;       ///< inside the package; empty if it is not about one file
    std::string detection;  ///< its name, for infected files
    std::string detail;     ///< what was found and what was wanted
};

/// Until when the age of a database counts: until its scan, or until now, because a report that was
/// kept must not make an old database look young when something is signed.
enum class DatabaseAge { at_scan, now };

/// Everything against the reports of one package: each detection, each file that was not scanned, and
/// each broken rule. Nothing: it may pass.
std::vector<Remark> remarks_on(const std::vector<Scan>& scans, const GateRules& rules, DatabaseAge age);

}  // namespace mme
