// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/report/run_report.h"

namespace mme {

/// Options of every command that ends with something signed or published.
struct GateOptions {
    std::size_t min_engines = 1;
    std::int64_t max_database_age_days = -1;  ///< below 0: not asked for
    std::string policy;
    std::string report;
};

/// Adds --min-engines, --max-database-age-days and --report.
void add_gate_options(CLI::App& command, GateOptions& options);
/// Adds --policy, for commands that take no more from it than [scan].
void add_scan_policy_option(CLI::App& command, GateOptions& options);

/// The rules, those of the policy's [scan] included. Errors: policy-malformed, internal-error.
Result<GateRules> load_gate(const GateOptions& options);

/// Why the report may not be written there, because it would replace one of these files; empty if it may.
std::string objection_to_report(const GateOptions& options, const std::vector<std::string>& inputs);

/// Writes the report if one was asked for and says on standard error what was refused. Gives clean if
/// everything may go on; otherwise the exit code, after `refusal` if it is one.
Exit conclude(const RunReport& report, const GateOptions& options, const std::string& refusal);

}  // namespace mme
