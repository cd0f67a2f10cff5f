// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>

#include "libverify/host/safe_place.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/policy/policy.h"
#include "tools/mmeverify/command.h"
#include "tools/mmeverify/front_end/front_end.h"

namespace mme {
namespace {

ReportLine keyring_line(const HostLayout& host, const Policy& policy) {
    const auto home = GnupgHome::open_private(host.gnupg(), policy.key_files);
    const auto keys = home ? home->keys() : Result<std::vector<KeyFacts>>(home.error());
    if (!keys)
        return judged("keyring", keys.error(), {}, "check the files of " + host.keys().string() + " and gpg");
    return {"keyring", State::in_order, std::to_string(keys->size()) + " keys, gpg works", {}};
}

ReportLine mode_line(const Policy& policy) {
    if (policy.mode == Mode::enforce) return {"mode", State::in_order, "enforce", {}};
    return {"mode", State::not_in_order, "permissive: refusals are only reported",
            "set mode = \"enforce\" in the policy"};
}

ReportLine journal_line(const HostLayout& host) {
    return judged("journal", check_safe_place(nearest_existing(host.events()), Code::policy_unsafe),
                  host.events().string(),
                  "give it to root and chmod go-w; whoever can write there can forge evidence");
}

ReportLine state_line(const HostLayout& host) {
    return judged("state", check_safe_place(nearest_existing(host.state), Code::policy_unsafe),
                  host.state.string(), "give it to root and chmod go-w; the keyring is kept there");
}

Report inspect_host(const HostLayout& host) {
    const auto policy = load_policy(host);
    if (!policy)
        return {judged("policy", policy.error(), {}, std::string(entry_of(policy.error().code()).remedy)),
                state_line(host), journal_line(host)};
    return {{"policy", State::in_order, host.policy.string(), {}},
            mode_line(*policy),
            keyring_line(host, *policy),
            state_line(host),
            journal_line(host)};
}

bool is_enforced(const Report& front_end) {
    return front_end.front().state == State::in_order && in_order(front_end);
}

ReportLine enforcement_line(const std::string& enforced) {
    if (!enforced.empty()) return {"enforcement", State::in_order, "by" + enforced, {}};
    return {"enforcement", State::not_in_order, "no package manager asks before it installs",
            "mmeverify enable rpm, dpkg or apt"};
}

Exit status(const CommonOptions& common) {
    const auto options = hook_options(common);
    if (!options) return complain(Exit::usage, options.error().text(), "give a path without such characters");
    Report report = inspect_host(common.host());
    std::string enforced;
    for (const auto& front_end : front_ends({common.sysroot, *options})) {
        const Report lines = front_end->inspect();
        if (is_enforced(lines)) enforced += " " + std::string(front_end->name());
        report.insert(report.end(), lines.begin(), lines.end());
    }
    report.push_back(enforcement_line(enforced));
    std::cout << (common.json ? report_json(report) : report_text(report));
    return in_order(report) ? Exit::accepted : Exit::refused;
}

/// As the plugins ask when a run is over: whether `caller`, and every other package manager that was enabled,
/// still asks.
Exit status_after(const CommonOptions& common, const std::string& caller) {
    const auto options = hook_options(common);
    if (!options) return complain(Exit::usage, options.error().text(), "give a path without such characters");
    Report report;
    for (const auto& front_end : front_ends({common.sysroot, *options})) {
        const Report lines = front_end->inspect();
        report.insert(report.end(), lines.begin(), lines.end());
        if (front_end->name() == caller && !is_enforced(lines))
            report.push_back({"enforcement", State::not_in_order, caller + " no longer asks",
                              "mmeverify enable " + caller});
    }
    std::cout << (common.json ? report_json(report) : report_text(report));
    return in_order(report) ? Exit::accepted : Exit::refused;
}

}  // namespace

void add_status(CLI::App& program, const CommonOptions& common, Run& run) {
    CLI::App* command = program.add_subcommand("status", "Is enforcement really on");
    auto caller = std::make_shared<std::string>();
    command
        ->add_option("--after", *caller,
                     "rpm, dpkg or apt: only whether it still asks, and the state of the others")
        ->check(CLI::IsMember({"rpm", "dpkg", "apt"}));
    command->callback([&common, &run, caller] {
        run = [&common, caller] { return caller->empty() ? status(common) : status_after(common, *caller); };
    });
}

}  // namespace mme
