// SPDX-License-Identifier: LGPL-2.1-or-later
// scan-worker: all of mmemanifest that touches what a package holds, and what watches over a scanner's own
// program. It is started by mmemanifest alone, with its scratch directory, its role and a connection; it has
// no environment and no key.
//   scan-worker SCRATCH engine KIND SOURCE
//   scan-worker SCRATCH unpacker
//   scan-worker SCRATCH command
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

#include "tools/mmemanifest/isolation/worker_program.h"
#include "tools/mmemanifest/worker/command_server.h"
#include "tools/mmemanifest/worker/engine_server.h"
#include "tools/mmemanifest/worker/unpack_server.h"

namespace mme {
namespace {

Status serve(Channel control, const std::string& scratch, const std::vector<std::string>& role) {
    if (role.size() == 1 && role[0] == "command") return serve_command(std::move(control));
    MME_TRY(auto confinement, Confinement::begin());
    ::setenv("TMPDIR", scratch.c_str(), 1);
    if (role.size() == 3 && role[0] == "engine")
        return serve_engine(std::move(control), std::move(confinement), scratch, role[1], role[2]);
    if (role.size() == 1 && role[0] == "unpacker")
        return serve_unpacker(std::move(control), std::move(confinement), scratch);
    return fail(Code::internal_error, "the worker program knows no such role");
}

int run(const std::vector<std::string>& arguments) {
    Channel control{Fd(worker_connection)};
    Channel copy{Fd(::dup(worker_connection))};
    const Status served =
        serve(std::move(control), arguments.front(), {arguments.begin() + 1, arguments.end()});
    if (!served) (void)copy.send(MessageWriter(refusal_message).text(served.error().text()));
    return served ? 0 : 1;
}

}  // namespace
}  // namespace mme

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("scan-worker is started by mmemanifest(1) and does nothing else\n", stderr);
        return 64;
    }
    std::signal(SIGXFSZ,
                SIG_IGN);  // a file that grows too large is an error of the write that meets the limit
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return mme::run({argv + 1, argv + argc});
    } catch (const std::exception&) {
        return 1;
    }
}
