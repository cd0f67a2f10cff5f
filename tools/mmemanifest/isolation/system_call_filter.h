// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <linux/filter.h>

#include <vector>

#include "manifest/result.h"

namespace mme {

/// A list of system calls that a process may still make, as a program for the kernel (seccomp(2)). It is made
/// once, by libseccomp, and used by many processes. Every other call fails with EPERM: a library that tries
/// one goes on with its error, and what it was reading is inconclusive.
class SystemCallFilter {
  public:
    /// For what reads hostile bytes: memory, descriptors it has, files (Landlock says which), and no new
    /// process, socket, program, signal, user or limit. Errors: internal-error.
    static Result<SystemCallFilter> for_worker();
    /// For what forks such processes: the same, and processes, their limits and their confinement; no socket
    /// but a connected pair, no program.
    static Result<SystemCallFilter> for_server();

    /// Needs PR_SET_NO_NEW_PRIVS. False if the kernel does not take it.
    [[nodiscard]] bool install() const noexcept;

  private:
    explicit SystemCallFilter(std::vector<sock_filter> program) : program_(std::move(program)) {}

    std::vector<sock_filter> program_;
};

}  // namespace mme
