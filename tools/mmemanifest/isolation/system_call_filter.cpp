// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of seccomp.h.
#include "tools/mmemanifest/isolation/system_call_filter.h"

#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <span>
#include <utility>

#include "libverify/io/fd.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr const char* for_reading_bytes[] = {
    // memory
    "brk", "madvise", "membarrier", "mincore", "mmap", "mprotect", "mremap", "munmap",
    // descriptors, and files where Landlock lets them be opened
    "access", "close", "copy_file_range", "dup", "dup3", "faccessat", "faccessat2", "fadvise64", "fallocate",
    "fchmod", "fcntl", "fdatasync", "fstat", "fstatfs", "fsync", "ftruncate", "getcwd", "getdents",
    "getdents64", "lseek", "lstat", "memfd_create", "mkdir", "mkdirat", "newfstatat", "open", "openat",
    "pread64", "preadv", "pwrite64", "pwritev", "read", "readlink", "readlinkat", "readv", "rename",
    "renameat", "renameat2", "rmdir", "sendfile", "stat", "statfs", "statx", "umask", "unlink", "unlinkat",
    "write", "writev",
    // the connection it was given
    "poll", "ppoll", "pselect6", "recvfrom", "recvmsg", "select", "sendmsg", "sendto",
    // itself, time and chance
    "clock_getres", "clock_gettime", "clock_nanosleep", "exit", "exit_group", "futex", "getegid", "geteuid",
    "getgid", "getpid", "getppid", "getrandom", "getrlimit", "getrusage", "gettid", "gettimeofday", "getuid",
    "nanosleep", "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigreturn",
    "sched_getaffinity", "sched_yield", "set_robust_list", "sigaltstack", "sysinfo", "time", "times",
    "uname"};

constexpr const char* for_forking[] = {"capget",
                                       "capset",
                                       "chdir",
                                       "clone",
                                       "clone3",
                                       "close_range",
                                       "fork",
                                       "landlock_add_rule",
                                       "landlock_create_ruleset",
                                       "landlock_restrict_self",
                                       "pidfd_open",
                                       "pidfd_send_signal",
                                       "prctl",
                                       "prlimit64",
                                       "seccomp",
                                       "setrlimit",
                                       "setsockopt",
                                       "set_tid_address",
                                       "socketpair",
                                       "wait4"};

struct ReleaseFilter {
    void operator()(void* context) const noexcept { seccomp_release(context); }
};
using Context = std::unique_ptr<void, ReleaseFilter>;

Error no_filter(const char* what) {
    return fail(Code::internal_error, std::string("libseccomp cannot ") + what);
}

/// A call that this machine's architecture does not have, or libseccomp does not know, cannot be made either.
void allow_calls(scmp_filter_ctx context, std::span<const char* const> names) {
    for (const char* name : names)
        if (const int number = seccomp_syscall_resolve_name(name); number != __NR_SCMP_ERROR)
            (void)seccomp_rule_add(context, SCMP_ACT_ALLOW, number, 0);
}

/// With arguments that are equal to these; libseccomp's macros for it are C.
template <std::size_t count>
bool allow_with(scmp_filter_ctx context, int call, const std::array<scmp_arg_cmp, count>& arguments) {
    return seccomp_rule_add_array(context, SCMP_ACT_ALLOW, call, count, arguments.data()) == 0;
}

/// isatty(3) asks so; every other ioctl(2) is refused, those of devices and of TIOCSTI among them.
bool allow_terminal_question(scmp_filter_ctx context) {
    return allow_with(context, SCMP_SYS(ioctl), std::array{scmp_arg_cmp{1, SCMP_CMP_EQ, TCGETS, 0}});
}

/// Its own limits may be read.
bool allow_reading_limits(scmp_filter_ctx context) {
    return allow_with(context, SCMP_SYS(prlimit64),
                      std::array{scmp_arg_cmp{0, SCMP_CMP_EQ, 0, 0}, scmp_arg_cmp{2, SCMP_CMP_EQ, 0, 0}});
}

Result<std::vector<sock_filter>> exported(scmp_filter_ctx context) {
    const Fd file(::memfd_create("mmemanifest", MFD_CLOEXEC));
    if (!file || seccomp_export_bpf(context, file.get()) != 0) return no_filter("write its program");
    const off_t size = ::lseek(file.get(), 0, SEEK_END);
    if (size <= 0) return no_filter("write its program");
    std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
    const std::span bytes(reinterpret_cast<std::uint8_t*>(program.data()),
                          program.size() * sizeof(sock_filter));
    if (!read_all_at(file.get(), 0, bytes)) return no_filter("write its program");
    return program;
}

Result<std::vector<sock_filter>> program_for(bool forking) {
    const Context context(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    if (!context) return no_filter("start");
    allow_calls(context.get(), for_reading_bytes);
    if (forking) allow_calls(context.get(), for_forking);
    if (!allow_terminal_question(context.get())) return no_filter("filter ioctl");
    if (!forking && !allow_reading_limits(context.get())) return no_filter("filter prlimit64");
    return exported(context.get());
}

}  // namespace

Result<SystemCallFilter> SystemCallFilter::for_worker() {
    MME_TRY(auto program, program_for(false));
    return SystemCallFilter(std::move(program));
}

Result<SystemCallFilter> SystemCallFilter::for_server() {
    MME_TRY(auto program, program_for(true));
    return SystemCallFilter(std::move(program));
}

bool SystemCallFilter::install() const noexcept {
    const sock_fprog program{static_cast<unsigned short>(program_.size()),
                             const_cast<sock_filter*>(program_.data())};  // seccomp(2) takes it so
    return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0U, &program) == 0;
}

}  // namespace mme
