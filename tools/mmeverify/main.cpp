// SPDX-License-Identifier: LGPL-2.1-or-later
// mmeverify: the host administrator's tool.
#include <exception>
#include <iostream>

#include "tools/mmeverify/command.h"

namespace mme {

HostLayout CommonOptions::host() const {
    HostLayout layout = HostLayout::under(sysroot);
    if (!policy.empty()) layout.policy = policy;
    if (!state.empty()) layout.state = state;
    if (!log.empty()) layout.log = log;
    return layout;
}

namespace {

void add_common(CLI::App& program, CommonOptions& common) {
    program.add_option("--sysroot", common.sysroot, "Prefix of every host path");
    program.add_option("--policy", common.policy, "Policy file; keys.d lies beside it");
    program.add_option("--state", common.state, "Folder of the keyring and the manifest store");
    program.add_option("--log", common.log, "Folder of events.jsonl");
    program.add_flag("--json", common.json, "Print JSON");
    program.fallthrough();
}

Exit run_program(int argc, char** argv) {
    CLI::App program("Checks signed manifests and scan reports of MME packages on a host", "mmeverify");
    program.set_version_flag("--version", MME_VERSION);
    program.require_subcommand(1);
    CommonOptions common;
    Run run;
    add_common(program, common);
    for (const auto add : {add_check, add_explain, add_keys, add_status, add_enable})
        add(program, common, run);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        program.exit(asked);
        return Exit::accepted;
    } catch (const CLI::ParseError& error) {
        std::cerr << "mmeverify: " << error.what() << "\nhint: mmeverify --help\n";
        return Exit::usage;
    }
    return run();
}

}  // namespace
}  // namespace mme

int main(int argc, char** argv) {
    try {
        return static_cast<int>(mme::run_program(argc, argv));
    } catch (const std::exception& error) {
        std::cerr << "mmeverify: " << error.what() << '\n';
    }
    return static_cast<int>(mme::Exit::unchecked);
}
