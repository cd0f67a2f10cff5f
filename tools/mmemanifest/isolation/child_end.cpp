// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/child_end.h"

#include <linux/close_range.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
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

/// A library that gets no memory crashes, or ends the process in its own way (libarchive with exit code 1).
bool used_up(const rusage& used, const ProcessLimits& limits) {
    const auto most = static_cast<std::uint64_t>(used.ru_maxrss) << 10U;
    return limits.memory_bytes > 0 && most >= limits.memory_bytes / 10 * 9;
}

std::string words_for_memory(const ProcessLimits& limits) {
    return "needed more than " + std::to_string(limits.memory_bytes >> 20U) + " MB of memory";
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
    rusage used{};
    pid_t reaped = -1;
    do reaped = ::wait4(id_, &status, 0, &used);
    while (reaped < 0 && errno == EINTR);
    if (std::exchange(id_, -1) != reaped) return "ended";
    return used_up(used, limits_) ? words_for_memory(limits_) : words_for_end(status, limits_);
}

std::string words_for_end(int status, const ProcessLimits& limits) {
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return "took more than " + std::to_string(limits.processor_seconds) + " s of processor time";
    if (WIFSIGNALED(status))
        return "ended by signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) +
               ")";
    if (WEXITSTATUS(status) == out_of_memory_exit) return words_for_memory(limits);
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

void close_all_but(int kept, int kept_too) noexcept {
    unsigned first = STDERR_FILENO + 1;
    for (const int one : {std::min(kept, kept_too), std::max(kept, kept_too)}) {
        if (one < static_cast<int>(first)) continue;
        close_from_to(first, static_cast<unsigned>(one) - 1);
        first = static_cast<unsigned>(one) + 1;
    }
    close_from_to(first, ~0U);
}

}  // namespace mme
