// SPDX-License-Identifier: LGPL-2.1-or-later
// mmeverify: the host administrator's tool.
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>

#include "libverify/io/standard_files.h"
#include "tools/command_line/objection.h"
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

std::string absolute_path(const std::string& given) {
    const auto path = std::filesystem::absolute(given).lexically_normal();
    return (path.has_filename() ? path : path.parent_path()).string();
}

std::string root_folder(const std::string& given) {
    const std::string path = absolute_path(given);
    return path == "/" ? std::string{} : path;
}

void add_common(CLI::App& program, CommonOptions& common) {
    program.add_option("--sysroot", common.sysroot, "Prefix of every host path")
        ->check(CLI::ExistingDirectory)
        ->transform(root_folder);
    program.add_option("--policy", common.policy, "Policy file; keys.d lies beside it")
        ->transform(absolute_path);
    program.add_option("--state", common.state, "Folder of the keyring and the manifest store")
        ->transform(absolute_path);
    program.add_option("--log", common.log, "Folder of events.jsonl")->transform(absolute_path);
    program.add_flag("--json", common.json, "Print JSON");
    program.fallthrough();
}

/// An answer that did not arrive is no answer.
Exit arrived(Exit exit) {
    if (std::cout.flush()) return exit;
    return complain(Exit::unchecked, "standard output cannot be written",
                    "nobody has seen the result; make room for it or close no pipe, and run it again");
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
        return complain(Exit::usage, objection_to(program, error), "mmeverify --help");
    }
    return arrived(run());
}

}  // namespace
}  // namespace mme

int main(int argc, char** argv) {
    mme::fill_standard_files();
    std::signal(SIGPIPE, SIG_IGN);  // what nobody reads is an error of the write too
    std::signal(SIGXFSZ, SIG_IGN);  // a size limit is an error of the write that meets it, with its clean-up
    try {
        return static_cast<int>(mme::run_program(argc, argv));
    } catch (const std::exception& error) {
        return static_cast<int>(mme::complain(mme::Exit::unchecked, error.what(),
                                              "nothing was decided; 'mmeverify status' tests this host"));
    }
}
