// SPDX-License-Identifier: LGPL-2.1-or-later
// mmeverify: the host administrator's tool.
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <filesystem>
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

std::string absolute_folder(const std::string& path) {
    auto folder = std::filesystem::absolute(path).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    return folder == folder.root_path() ? std::string{} : folder.string();
}

void add_common(CLI::App& program, CommonOptions& common) {
    program.add_option("--sysroot", common.sysroot, "Prefix of every host path")
        ->check(CLI::ExistingDirectory)
        ->transform([](const std::string& path) { return absolute_folder(path); });
    program.add_option("--policy", common.policy, "Policy file; keys.d lies beside it");
    program.add_option("--state", common.state, "Folder of the keyring and the manifest store");
    program.add_option("--log", common.log, "Folder of events.jsonl");
    program.add_flag("--json", common.json, "Print JSON");
    program.fallthrough();
}

/// An answer that did not arrive is no answer.
Exit arrived(Exit exit) {
    errno = 0;
    if (std::cout.flush()) return exit;
    return complain(Exit::unchecked,
                    std::string("standard output cannot be written: ") + std::strerror(errno),
                    "nobody has seen the result; run it again with room for it");
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
        return arrived(Exit::accepted);
    } catch (const CLI::ParseError& error) {
        return complain(Exit::usage, error.what(), "mmeverify --help");
    }
    return arrived(run());
}

}  // namespace
}  // namespace mme

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a size limit is an error of the write that meets it, with its clean-up
    try {
        return static_cast<int>(mme::run_program(argc, argv));
    } catch (const std::exception& error) {
        return static_cast<int>(mme::complain(mme::Exit::unchecked, error.what(),
                                              "nothing was decided; 'mmeverify status' tests this host"));
    }
}
