// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/gate_options.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

constexpr std::size_t max_policy_bytes = std::size_t{1} << 20U;
constexpr int max_days = 36500;

}  // namespace

void add_gate_options(CLI::App& command, GateOptions& options) {
    command.add_option("--min-engines", options.min_engines, "Distinct engines that have to be clean")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command.add_option("--max-database-age-days", options.max_database_age_days, "How old a database may be")
        ->check(CLI::Range(0, max_days));
    command.add_option("--report", options.report,
                       "Write a report, also of a refusal: JSON if FILE ends in .json, else text");
}

void add_scan_policy_option(CLI::App& command, GateOptions& options) {
    command.add_option("--policy", options.policy, "A host's policy; its [scan] has to be satisfied");
}

Result<GateRules> load_gate(const GateOptions& options) {
    GateRules rules;
    rules.min_engines = options.min_engines;
    if (options.max_database_age_days >= 0)
        rules.max_database_age = std::chrono::days(options.max_database_age_days);
    if (options.policy.empty()) return rules;
    MME_TRY(const auto text, load_text(options.policy, max_policy_bytes));
    auto policy = parse_policy(text);
    if (!policy) return std::move(policy).error().during("in " + options.policy);
    return with_policy(std::move(rules), policy->scan);
}

std::string objection_to_report(const GateOptions& options, const std::vector<std::string>& inputs) {
    std::error_code error;
    for (const auto& input : inputs)
        if (!options.report.empty() && std::filesystem::equivalent(input, options.report, error))
            return options.report + " is one of the inputs, and the report would replace it";
    return {};
}

Exit conclude(const RunReport& report, const GateOptions& options, const std::string& refusal) {
    const auto saved = options.report.empty() ? Status(Done{}) : save_report(report, options.report);
    for (const auto& package : report.packages) {
        if (package.state == PackageState::refused) fmt::print(stderr, "{}", remarks_text(package));
        if (package.state == PackageState::unchecked && !package.remarks.empty())
            complain(Exit::unchecked, package.remarks.front().detail, hint_for(package.remarks.front().code));
    }
    if (!saved) complain(saved.error());
    if (report.any(PackageState::refused)) return complain(Exit::refused, refusal);
    return saved && report.all_clean() ? Exit::clean : Exit::unchecked;
}

}  // namespace mme
