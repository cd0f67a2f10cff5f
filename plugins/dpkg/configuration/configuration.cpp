// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/configuration/configuration.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "libverify/host/plain_path.h"
#include "libverify/io/fd.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr const char* apt_file = "etc/apt/apt.conf.d/05mmeverify";
constexpr const char* dpkg_file = "etc/dpkg/dpkg.cfg.d/mmeverify";

std::filesystem::path below(const std::filesystem::path& sysroot, const std::filesystem::path& path) {
    return (sysroot.empty() ? "/" : sysroot) / path.relative_path();
}

std::string command_line(const HookCommand& command, const char* front_end) {
    std::string line = command.program.string() + " --for " + front_end;
    for (const auto& option : command.options) line += " " + option;
    return line;
}

std::string apt_command(const HookCommand& command) {
    return command_line(command, "apt") + " || test ! -x " + command.program.string();
}

/// Never an error: apt and dpkg report one as their own.
std::string command_after(const HookCommand& command, const char* front_end) {
    return "if test -x " + command.program.string() + "; then " + command_line(command, front_end) +
           " --after || true; fi";
}

std::string apt_text(const HookCommand& command) {
    return "// Written by `mmeverify enable apt`; `mmeverify disable apt` removes it.\n"
           "DPkg::Pre-Install-Pkgs { \"" +
           apt_command(command) +
           "\"; };\n"
           "DPkg::Post-Invoke { \"" +
           command_after(command, "apt") +
           "\"; };\n"
           "DPkg::Tools::Options::" +
           command.program.string() + "::Version \"3\";\n";
}

std::string dpkg_text(const HookCommand& command) {
    return "# Written by `mmeverify enable dpkg`; `mmeverify disable dpkg` removes it.\n"
           "pre-invoke=\"if test -x " +
           command.program.string() + "; then exec " + command_line(command, "dpkg") +
           "; fi\"\n"
           "post-invoke=\"" +
           command_after(command, "dpkg") + "\"\n";
}

Status check_plain(const HookCommand& command) {
    const bool plain = command.program.is_absolute() && is_plain_path(command.program.string()) &&
                       std::all_of(command.options.begin(), command.options.end(), is_plain_path);
    if (plain) return Done{};
    return fail(Code::internal_error,
                "the hook's program and options may hold letters, digits and /._-=+ only: " +
                    command_line(command, "..."));
}

Error system_error(const std::filesystem::path& path, const char* doing) {
    return fail(Code::internal_error,
                std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(errno));
}

/// A name with a '~' is skipped by apt and dpkg, should the machine stop before the renaming.
Status replace_file(const std::filesystem::path& path, std::string_view text) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    std::string draft = path.string() + "~XXXXXX";
    const Fd file(mkostemp(draft.data(), O_CLOEXEC));
    if (!file) return system_error(draft, "create");
    if (write_all(file.get(), as_bytes(text)) && fchmod(file.get(), 0644) == 0 && fsync(file.get()) == 0 &&
        std::rename(draft.c_str(), path.c_str()) == 0)
        return Done{};
    Error failure = system_error(path, "write");
    unlink(draft.c_str());
    return failure;
}

}  // namespace

std::filesystem::path hook_file(HookCaller caller, const std::filesystem::path& sysroot) {
    return below(sysroot, caller == HookCaller::apt ? apt_file : dpkg_file);
}

std::string hook_text(HookCaller caller, const HookCommand& command) {
    return caller == HookCaller::apt ? apt_text(command) : dpkg_text(command);
}

std::vector<std::string> apt_dump_lines(const HookCommand& command) {
    return {"DPkg::Pre-Install-Pkgs:: " + apt_command(command),
            "DPkg::Post-Invoke:: " + command_after(command, "apt"),
            "DPkg::Tools::Options::" + command.program.string() + "::Version 3"};
}

Status enable_hook(HookCaller caller, const std::filesystem::path& sysroot, const HookCommand& command) {
    MME_CHECK(check_plain(command));
    return replace_file(hook_file(caller, sysroot), hook_text(caller, command));
}

Status disable_hook(HookCaller caller, const std::filesystem::path& sysroot) {
    const auto path = hook_file(caller, sysroot);
    if (unlink(path.c_str()) == 0 || errno == ENOENT || errno == ENOTDIR) return Done{};
    return system_error(path, "remove");
}

}  // namespace mme
