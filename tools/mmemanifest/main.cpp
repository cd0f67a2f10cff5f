// SPDX-License-Identifier: LGPL-2.1-or-later
// mmemanifest: the packager's tool.
#include <csignal>
#include <cstdio>
#include <exception>

#include "libverify/io/standard_files.h"
#include "tools/command_line/objection.h"
#include "tools/mmemanifest/command/command.h"

namespace mme {
namespace {

/// An answer that did not arrive is no answer.
Exit arrived(Exit exit) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit;
    return complain(Exit::unchecked, "standard output cannot be written",
                    "nobody has seen the result; make room for it or close no pipe, and run it again");
}

Exit run_command_line(int argc, char** argv) {
    CLI::App program("Scans packages, and signs and embeds the report if all is clean", "mmemanifest");
    program.set_version_flag("--version", MME_VERSION);
    program.require_subcommand(1);
    Run run;
    for (const auto add : {add_seal, add_scan, add_create, add_sign, add_embed, add_extract, add_show,
                           add_lint, add_engines, add_publish, add_rescan, add_import_report})
        add(program, run);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        program.exit(asked);
        return arrived(Exit::clean);
    } catch (const CLI::ParseError& error) {
        return complain(Exit::usage, objection_to(program, error), "mmemanifest --help");
    }
    return arrived(run());
}

}  // namespace
}  // namespace mme

int main(int argc, char** argv) {
    mme::fill_standard_files();
    std::signal(SIGCHLD, SIG_DFL);  // ignored, as some parents leave it, it would hide how a scanner ended
    std::signal(SIGPIPE, SIG_IGN);  // what nobody reads is an error of the write too
    std::signal(SIGXFSZ, SIG_IGN);  // a size limit is an error of the write that meets it, with its clean-up
    try {
        return static_cast<int>(mme::run_command_line(argc, argv));
    } catch (const std::exception& error) {
        return static_cast<int>(mme::complain(mme::Exit::unchecked, error.what()));
    }
}
