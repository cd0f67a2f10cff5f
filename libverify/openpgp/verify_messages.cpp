// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/verify_messages.h"

#include "libverify/process/run_command.h"

namespace mme {
namespace {

constexpr std::size_t max_status_bytes = std::size_t{16} << 20U;

Command verify_command(const std::string& home, const std::vector<MemoryFile>& messages,
                       const MemoryFile& status) {
    // In batch mode, which gpg.conf sets, gpg would end at the first signature that is wrong. Its status goes
    // to a file, because it writes each line by itself, and a pipe would wake this process for each.
    Command command;
    command.arguments = {MME_GPG_PROGRAM, "--homedir",     home,          "--no-batch",  "--no-armor",
                         "--quiet",       "--status-file", status.path(), "--multifile", "--verify"};
    for (const MemoryFile& message : messages) command.arguments.push_back(message.path());
    command.timeout = gpg_timeout;
    command.max_output_bytes = max_status_bytes;
    return command;
}

}  // namespace

Result<std::vector<std::vector<RightSignature>>> verify_messages(const std::string& home,
                                                                 const std::vector<MemoryFile>& messages) {
    MME_TRY(const MemoryFile status, MemoryFile::holding({}));
    MME_TRY(const Outcome outcome, run_command(verify_command(home, messages, status)));
    if (outcome.end != Outcome::End::exited) return fail(Code::internal_error, "gpg: " + describe(outcome));
    MME_TRY(const std::string text, status.content(max_status_bytes));
    auto right = parse_verify_status(text);
    std::vector<std::vector<RightSignature>> all;
    for (const MemoryFile& message : messages) all.push_back(std::move(right[message.path()]));
    return all;
}

}  // namespace mme
