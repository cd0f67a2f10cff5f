// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "libverify/host/safe_place.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/policy/policy.h"
#include "tools/mmeverify/command.h"
#include "tools/mmeverify/rpm_configuration.h"

namespace mme {
namespace {

/// One line of the report.
struct Check {
    std::string what;
    bool in_order;
    std::string found;
};

Check from_status(std::string what, const Status& status, std::string good) {
    return {std::move(what), status.has_value(), status ? std::move(good) : status.error().text()};
}

std::vector<Check> check_policy(const HostLayout& host) {
    const auto policy = load_policy(host);
    if (!policy) return {{"policy", false, policy.error().text()}};
    std::vector<Check> checks{{"policy", true, host.policy.string()}};
    checks.push_back({"mode", policy->mode == Mode::enforce,
                      policy->mode == Mode::enforce ? "enforce" : "permissive: refusals are only reported"});
    const auto home = GnupgHome::open_private(host.gnupg(), policy->key_files);
    const auto keys = home ? home->keys() : Result<std::vector<KeyFacts>>(home.error());
    checks.push_back({"keyring", keys.has_value(),
                      keys ? std::to_string(keys->size()) + " keys, gpg works" : keys.error().text()});
    return checks;
}

std::string first_line(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    return line;
}

std::vector<Check> check_rpm(const std::filesystem::path& sysroot) {
    const auto macro = rpm_macro_file(sysroot);
    const auto plugin = rpm_plugin_file(sysroot);
    const std::string line = first_line(macro);
    const bool enabled = line.starts_with("%__transaction_mmeverify %{__plugindir}/mmeverify.so");
    return {{"rpm macro", enabled, enabled ? macro.string() : "not enabled: " + macro.string()},
            from_status("rpm plugin", check_safe_place(plugin, Code::policy_unsafe), plugin.string())};
}

void print(const CommonOptions& common, const std::vector<Check>& checks) {
    auto json = nlohmann::ordered_json::array();
    for (const Check& check : checks) {
        json.push_back({{"check", check.what}, {"in-order", check.in_order}, {"found", check.found}});
        if (!common.json)
            std::cout << (check.in_order ? "ok       " : "NOT OK   ") << check.what << ": " << check.found
                      << '\n';
    }
    if (common.json) std::cout << json.dump(2) << '\n';
}

Exit status(const CommonOptions& common) {
    auto checks = check_policy(common.host());
    for (Check& check : check_rpm(common.sysroot)) checks.push_back(std::move(check));
    print(common, checks);
    for (const Check& check : checks)
        if (!check.in_order) return Exit::refused;
    return Exit::accepted;
}

}  // namespace

void add_status(CLI::App& program, const CommonOptions& common, Run& run) {
    CLI::App* command = program.add_subcommand("status", "Is enforcement really on");
    command->callback([&common, &run] { run = [&common] { return status(common); }; });
}

}  // namespace mme
