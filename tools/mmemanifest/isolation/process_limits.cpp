// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/process_limits.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <new>

namespace mme {
namespace {

/// Memory that RLIMIT_DATA counts: the sixth number of /proc/self/statm, in pages. Address space is not
/// limited, since an engine maps whole files, which costs no memory. A process that may no longer open that
/// file is a child of one that had it opened, and holds what that one held.
std::uint64_t data_bytes_now() {
    static std::uint64_t last = 0;
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    const std::unique_ptr<std::FILE, Close> file(std::fopen("/proc/self/statm", "re"));
    unsigned long pages = 0;
    if (!file || std::fscanf(file.get(), "%*u %*u %*u %*u %*u %lu", &pages) != 1)  // NOLINT(cert-err34-c)
        return last;
    last = std::uint64_t{pages} * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return last;
}

bool at_most(__rlimit_resource resource, std::uint64_t most) {
    rlimit limit{};
    if (::getrlimit(resource, &limit) != 0) return false;
    limit.rlim_max = limit.rlim_max < most ? limit.rlim_max : most;
    limit.rlim_cur = limit.rlim_max;
    return ::setrlimit(resource, &limit) == 0;
}

}  // namespace

bool apply_limits(const ProcessLimits& limits) noexcept {
    bool all = at_most(RLIMIT_CORE, 0);
    all &= at_most(RLIMIT_DATA, data_bytes_now() + limits.memory_bytes);
    all &= at_most(RLIMIT_FSIZE, limits.file_bytes);
    all &= at_most(RLIMIT_NOFILE, limits.descriptors);
    if (limits.processor_seconds > 0) all &= at_most(RLIMIT_CPU, limits.processor_seconds);
    if (!limits.may_fork) all &= at_most(RLIMIT_NPROC, 0);
    return all;
}

void end_without_memory() noexcept {
    std::set_new_handler([] { ::_exit(out_of_memory_exit); });
}

}  // namespace mme
