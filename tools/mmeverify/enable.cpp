// SPDX-License-Identifier: LGPL-2.1-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

#include "libverify/policy/policy.h"
#include "libverify/report/text.h"
#include "tools/mmeverify/command.h"
#include "tools/mmeverify/front_end/front_end.h"

namespace mme {
namespace {

using Act = Exit (*)(const CommonOptions&, const FrontEnd&);

Exit nothing_done(const FrontEnd& front_end, const Error& error, const std::string& hint) {
    return complain(Exit::unchecked,
                    std::string(front_end.name()) + ": nothing was changed: " + error.text() + " (" +
                        std::string(name_of(error.code())) + ")",
                    ::geteuid() == 0 ? hint : "run it as root");
}

/// A policy that cannot be read would refuse every package from now on, and a plugin that is not there
/// would be passed over in silence, so both are tried first.
Status check_before_enabling(const CommonOptions& common, const FrontEnd& front_end) {
    const auto policy = load_policy(common.host());
    if (!policy) return policy.error();
    return front_end.check_parts();
}

/// Whatever the caller's umask, root's configuration is readable by everybody and writable by root alone.
Status write_for_everybody(const FrontEnd& front_end) {
    const mode_t before = ::umask(022);
    auto status = front_end.enable();
    ::umask(before);
    return status;
}

/// Such a path cannot mean the same inside the sysroot as it does here.
void remark_on_paths_outside(const CommonOptions& common) {
    if (common.sysroot.empty()) return;
    for (const std::string& path : {common.policy, common.state, common.log})
        if (!path.empty() && !path.starts_with(common.sysroot + '/'))
            std::cerr << "note: " << printable(path) << " lies outside --sysroot and is written as it is\n";
}

Exit enable(const CommonOptions& common, const FrontEnd& front_end) {
    remark_on_paths_outside(common);
    if (const auto ready = check_before_enabling(common, front_end); !ready)
        return nothing_done(front_end, ready.error(), std::string(entry_of(ready.error().code()).remedy));
    if (const auto written = write_for_everybody(front_end); !written)
        return nothing_done(front_end, written.error(), "see who else holds or protects this place");
    const Report report = front_end.inspect();
    if (in_order(report)) {
        std::cout << front_end.name()
                  << ": enforcement is on: " << printable(front_end.configuration().string()) << '\n';
        return Exit::accepted;
    }
    std::cerr << report_text(report);
    return complain(Exit::refused,
                    front_end.configuration().string() + " was written, but " +
                        std::string(front_end.name()) + " does not enforce",
                    "put right what is NOT OK above, then 'mmeverify status'");
}

Exit disable(const CommonOptions& /*common*/, const FrontEnd& front_end) {
    if (const auto removed = front_end.disable(); !removed)
        return nothing_done(front_end, removed.error(), "see who else holds or protects this place");
    std::cout << front_end.name() << ": enforcement is off\n";
    return Exit::accepted;
}

Exit on_target(const CommonOptions& common, const std::string& target, Act act) {
    const auto options = hook_options(common);
    if (!options) return complain(Exit::usage, options.error().text(), "give a path without such characters");
    for (const auto& front_end : front_ends({common.sysroot, *options}))
        if (front_end->name() == target) return act(common, *front_end);
    return complain(Exit::usage, "this mmeverify was built without support for " + target,
                    "install the build that your distribution's package manager needs");
}

}  // namespace

void add_enable(CLI::App& program, const CommonOptions& common, Run& run) {
    auto target = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* text, Act act) {
        CLI::App* command = program.add_subcommand(name, text);
        command->add_option("TARGET", *target, "rpm, dpkg or apt")
            ->required()
            ->check(CLI::IsMember({"rpm", "dpkg", "apt"}));
        command->callback([&common, &run, act, target] {
            run = [&common, act, target] { return on_target(common, *target, act); };
        });
    };
    add("enable", "Make a package manager ask before it installs", enable);
    add("disable", "Make it stop asking", disable);
}

}  // namespace mme
