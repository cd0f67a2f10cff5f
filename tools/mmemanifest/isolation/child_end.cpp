// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/child_end.h"

#include <linux/close_range.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace mme {
namespace {

void close_from_to(unsigned first, unsigned last) {
    if (first > last || ::syscall(SYS_close_range, first, last, 0U) == 0) return;
    constexpr unsigned most = 65536;  // before Linux 5.9
    for (unsigned one = first; one <= last && one < most; ++one) ::close(static_cast<int>(one));
}

}  // namespace

// Not pidfd_open(3): its header in glibc 2.36 is for C alone.
ChildProcess::ChildProcess(pid_t id, const ProcessLimits& limits)
    : id_(id), limits_(limits), handle_(static_cast<int>(::syscall(SYS_pidfd_open, id, 0))) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, -1)), limits_(other.limits_), handle_(std::move(other.handle_)) {}

ChildProcess::~ChildProcess() {
    if (id_ <= 0) return;
    kill();
    (void)wait();
}

void ChildProcess::kill() const noexcept {
    (void)::syscall(SYS_pidfd_send_signal, handle_.get(), SIGKILL, nullptr, 0);
}

std::string ChildProcess::wait() {
    int status = 0;
    pid_t reaped = -1;
    do reaped = ::waitpid(id_, &status, 0);
    while (reaped < 0 && errno == EINTR);
    return std::exchange(id_, -1) == reaped ? words_for_end(status, limits_) : "ended";
}

std::string words_for_end(int status, const ProcessLimits& limits) {
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return "took more than " + std::to_string(limits.processor_seconds) + " s of processor time";
    if (WIFSIGNALED(status))
        return "ended by signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) +
               ")";
    if (WEXITSTATUS(status) == out_of_memory_exit)
        return "needed more than " + std::to_string(limits.memory_bytes >> 20U) + " MB of memory";
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

void close_all_but(int kept) noexcept {
    constexpr unsigned first = STDERR_FILENO + 1;
    const auto one = static_cast<unsigned>(kept);
    if (one > first) close_from_to(first, one - 1);
    close_from_to(one + 1, ~0U);
}

}  // namespace mme
