// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/confinement.h"

#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "tools/mmemanifest/isolation/landlock.h"

namespace mme {
namespace {

bool without_new_privileges() {
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/// An ordinary user may only take the network away together with a user namespace of his own.
bool leave_network() {
    return ::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

/// Refused inside a container that has no such user.
bool become_nobody() {
    if (::getuid() != 0) return false;
    return ::setgroups(0, nullptr) == 0 && ::setresgid(nobody, nobody, nobody) == 0 &&
           ::setresuid(nobody, nobody, nobody) == 0;
}

bool drop_capabilities() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
    return ::syscall(SYS_capset, &header, none.data()) == 0;
}

}  // namespace

void end_with_parent() noexcept {
    (void)::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

bool Confinement::note(const std::string& layer, bool in_force) {
    if (in_force) layers_ += (layers_.empty() ? "" : " ") + layer;
    return in_force;
}

Result<Confinement> Confinement::begin() {
    MME_TRY(auto server, SystemCallFilter::for_server());
    MME_TRY(auto worker, SystemCallFilter::for_worker());
    Confinement made(std::move(server), std::move(worker));
    end_with_parent();
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    made.note("no-new-privileges", without_new_privileges());
    made.note("network-namespace", leave_network());
    return made;
}

void Confinement::confine_server(const std::string& scratch, const ProcessLimits& limits) {
    note("rlimits", apply_limits(limits));
    note("user-nobody", become_nobody());
    note("no-capabilities", drop_capabilities());
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // a change of the user has set it again
    end_with_parent();
    const int version = landlock_version();
    files_ = note("landlock-" + std::to_string(version), restrict_files_to(scratch));
    calls_ = note("seccomp", server_.install());
}

bool Confinement::confine_worker(const std::string& scratch, const ProcessLimits& limits) const noexcept {
    end_with_parent();
    (void)apply_limits(limits);
    if (files_ && !restrict_files_to(scratch)) return false;
    return !calls_ || worker_.install();
}

void Confinement::confine_forker(const ProcessLimits& limits) noexcept {
    end_with_parent();
    (void)apply_limits(limits);
}

}  // namespace mme
