// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>

#include "libverify/policy/policy.h"
#include "tools/mmeverify/command.h"
#include "tools/mmeverify/rpm_configuration.h"

namespace mme {
namespace {

Exit report(const Status& status, const std::string& done) {
    if (status) {
        std::cout << done << '\n';
        return Exit::accepted;
    }
    std::cerr << "mmeverify: " << status.error().text() << '\n';
    return Exit::unchecked;
}

/// Only what differs from the defaults is written into the macro.
std::string plugin_options(const CommonOptions& common) {
    std::string options;
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) options += (options.empty() ? "" : " ") + std::string{key} + "=" + value;
    };
    add("policy", common.policy);
    add("state", common.state);
    add("log", common.log);
    return options;
}

/// A policy that cannot be read would refuse every package from now on, so it is read first.
Exit enable(const CommonOptions& common) {
    if (const auto policy = load_policy(common.host()); !policy) {
        std::cerr << "mmeverify: nothing was enabled: " << policy.error().text() << " ("
                  << name_of(policy.error().code()) << ")\n";
        return Exit::unchecked;
    }
    return report(enable_rpm(common.sysroot, plugin_options(common)), "rpm: enforcement is on");
}

}  // namespace

void add_enable(CLI::App& program, const CommonOptions& common, Run& run) {
    auto target = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* text, Exit (*act)(const CommonOptions&)) {
        CLI::App* command = program.add_subcommand(name, text);
        command->add_option("TARGET", *target, "rpm")->required()->check(CLI::IsMember({"rpm"}));
        command->callback(
            [&common, &run, act, target] { run = [&common, act, target] { return act(common); }; });
    };
    add("enable", "Make the package manager ask", enable);
    add("disable", "Make it stop asking", [](const CommonOptions& chosen) {
        return report(disable_rpm(chosen.sysroot), "rpm: enforcement is off");
    });
}

}  // namespace mme
