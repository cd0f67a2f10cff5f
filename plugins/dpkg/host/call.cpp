// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/call.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "plugins/dpkg/host/archive_list.h"
#include "plugins/dpkg/host/dpkg_command_line.h"
#include "plugins/dpkg/host/parent.h"

namespace mme {
namespace {

constexpr std::size_t most_protocol_bytes = std::size_t{64} << 20U;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

Result<std::string> read_standard_input() {
    std::string text;
    std::array<char, 65536> piece{};
    for (;;) {
        const ssize_t got = read(STDIN_FILENO, piece.data(), piece.size());
        if (got == 0) return text;
        if (got < 0 && errno != EINTR) return fail(Code::internal_error, "cannot read apt's list");
        if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
        if (text.size() > most_protocol_bytes)
            return fail(Code::internal_error, "apt's list is larger than 64 MiB");
    }
}

std::string without_last_slash(std::string path) {
    while (path.ends_with('/')) path.pop_back();
    return path;
}

/// The directory that dpkg installs into, given its options' root: empty for "/". An option, "--root=/" too,
/// is stronger than the environment, which apt hands on to dpkg.
std::string install_root(const std::optional<std::string>& option) {
    return without_last_slash(option ? *option : std::string(environment("DPKG_ROOT")));
}

bool forces_bad_verify(std::string_view forced) {
    return ("," + std::string(forced) + ",").find(",bad-verify,") != std::string::npos;
}

bool unpacks(std::string_view action) {
    return action == "install" || action == "unpack";
}

/// The other actions before which dpkg calls its hooks. They bring no archive, so nothing has to be read for
/// them, and nothing that is broken on a host may keep it from removing a package.
bool brings_nothing(std::string_view action) {
    constexpr auto actions = std::to_array<std::string_view>(
        {"remove", "purge", "configure", "triggers-only", "add-architecture", "remove-architecture"});
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

}  // namespace

Result<Call> read_apt_call() {
    MME_TRY(const std::string text, read_standard_input());
    MME_TRY(auto archives, parse_apt_protocol(text));
    Call call{"apt", "install", std::move(archives), {}};
    if (call.archives.empty()) return call;  // a removal needs nothing of ours
    MME_TRY(const auto root, root_in_dpkg_options(dpkg_options_in_apt_protocol(text)));
    call.root = install_root(root);
    return call;
}

Result<Call> read_dpkg_call() {
    const std::string action(environment("DPKG_HOOK_ACTION"));  // dpkg sets it, whatever it was before
    if (brings_nothing(action)) return Call{"dpkg", action, {}, {}};
    MME_TRY(const Parent parent, find_parent());
    MME_TRY(const DpkgCommandLine line, parse_dpkg_command_line(parent.arguments));
    if (line.action != action)
        return fail(Code::internal_error, "DPKG_HOOK_ACTION is '" + action +
                                              "' but dpkg's command line says '" + line.action + "'");
    if (!unpacks(action)) return fail(Code::internal_error, "DPKG_HOOK_ACTION '" + action + "' is not known");
    Call call{"dpkg", action, {}, {}, install_root(line.root)};
    MME_TRY(const auto paths, list_archives(line, parent.folder));
    for (const auto& path : paths) call.archives.push_back({path, ""});
    if (forces_bad_verify(environment("DPKG_FORCE")))
        call.objections.push_back(
            fail(Code::integrity_check_disabled, "dpkg was called with --force-bad-verify"));
    return call;
}

}  // namespace mme
