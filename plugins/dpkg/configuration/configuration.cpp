// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/configuration/configuration.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>

#include "libverify/io/fd.h"

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

std::string apt_text(const HookCommand& command) {
    const std::string program = command.program.string();
    return "// Written by `mmeverify enable apt`; `mmeverify disable apt` removes it.\n"
           "DPkg::Pre-Install-Pkgs { \"" +
           command_line(command, "apt") + " || test ! -x " + program +
           "\"; };\n"
           "DPkg::Tools::Options::" +
           program + "::Version \"3\";\n";
}

std::string dpkg_text(const HookCommand& command) {
    return "# Written by `mmeverify enable dpkg`; `mmeverify disable dpkg` removes it.\n"
           "pre-invoke=\"if test -x " +
           command.program.string() + "; then exec " + command_line(command, "dpkg") + "; fi\"\n";
}

bool is_plain(std::string_view text) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-=+";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

Status check_plain(const HookCommand& command) {
    const bool plain = command.program.is_absolute() && is_plain(command.program.string()) &&
                       std::all_of(command.options.begin(), command.options.end(), is_plain);
    if (plain) return Done{};
    return fail(Code::internal_error,
                "the hook's program and options may hold letters, digits and /._-=+ only: " +
                    command_line(command, "..."));
}

Error system_error(const std::filesystem::path& path, const char* doing) {
    return fail(Code::internal_error,
                std::string("cannot ") + doing + " " + path.string() + ": " + std::strerror(errno));
}

Status write_all(int descriptor, std::string_view text, const std::filesystem::path& path) {
    while (!text.empty()) {
        const ssize_t wrote = write(descriptor, text.data(), text.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return system_error(path, "write");
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return Done{};
}

/// A name with a '~' is skipped by apt and dpkg, should the machine stop before the renaming.
Status replace_file(const std::filesystem::path& path, std::string_view text) {
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    std::string draft = path.string() + "~XXXXXX";
    const Fd file(mkostemp(draft.data(), O_CLOEXEC));
    if (!file) return system_error(draft, "create");
    Status written = write_all(file.get(), text, draft);
    if (written && (fchmod(file.get(), 0644) != 0 || fsync(file.get()) != 0 ||
                    std::rename(draft.c_str(), path.c_str()) != 0))
        written = system_error(path, "write");
    if (!written) unlink(draft.c_str());
    return written;
}

Status remove_file(const std::filesystem::path& path) {
    if (unlink(path.c_str()) == 0 || errno == ENOENT) return Done{};
    return system_error(path, "remove");
}

bool loads(const std::filesystem::path& file) {
    void* object = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    return object != nullptr && dlsym(object, "mmeverify_dpkg_hooks") != nullptr;
}

bool plugins_load(const std::filesystem::path& folder) {
    std::error_code error;
    std::size_t loaded = 0;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
        if (entry->path().extension() != ".so") continue;
        if (!loads(entry->path())) return false;
        ++loaded;
    }
    return !error && loaded > 0;
}

HookStatus status(const std::filesystem::path& sysroot, const char* file, const std::string& wanted,
                  const HookCommand& command, const std::filesystem::path& modules) {
    HookStatus found;
    std::ifstream text(below(sysroot, file), std::ios::binary);
    found.file_present = text.is_open();
    const std::string content{std::istreambuf_iterator<char>(text), {}};
    found.content_as_expected = found.file_present && content == wanted;
    found.program_executable = access(below(sysroot, command.program).c_str(), X_OK) == 0;
    found.plugin_loads = plugins_load(below(sysroot, modules));
    return found;
}

}  // namespace

Status enable_apt(const std::filesystem::path& sysroot, const HookCommand& command) {
    MME_CHECK(check_plain(command));
    return replace_file(below(sysroot, apt_file), apt_text(command));
}

Status enable_dpkg(const std::filesystem::path& sysroot, const HookCommand& command) {
    MME_CHECK(check_plain(command));
    return replace_file(below(sysroot, dpkg_file), dpkg_text(command));
}

Status disable_apt(const std::filesystem::path& sysroot) {
    return remove_file(below(sysroot, apt_file));
}

Status disable_dpkg(const std::filesystem::path& sysroot) {
    return remove_file(below(sysroot, dpkg_file));
}

HookStatus status_apt(const std::filesystem::path& sysroot, const HookCommand& command,
                      const std::filesystem::path& modules) {
    return status(sysroot, apt_file, apt_text(command), command, modules);
}

HookStatus status_dpkg(const std::filesystem::path& sysroot, const HookCommand& command,
                       const std::filesystem::path& modules) {
    return status(sysroot, dpkg_file, dpkg_text(command), command, modules);
}

}  // namespace mme
