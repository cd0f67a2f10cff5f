// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>

#include "manifest/result.h"
#include "tools/mmemanifest/isolation/process_limits.h"
#include "tools/mmemanifest/isolation/system_call_filter.h"

namespace mme {

/// Takes from a process, in three steps, what it does not need. Each layer stands by itself: where the kernel
/// or a container refuses one, the others are still there, and layers() says which are.
class Confinement {
  public:
    /// First, before anything is read: no new privileges, no core file, nobody may look into it, no
    /// network (a network namespace with nothing in it). Errors: internal-error (no filter can be made).
    static Result<Confinement> begin();

    /// When what the process works with is loaded (an engine's database): its limits, no user but nobody
    /// where it was root, no capability, files below `scratch` alone, system calls from a list.
    void confine_server(const std::string& scratch, const ProcessLimits& limits);

    /// In a child forked by such a process, before it reads hostile bytes: it may not fork, and files lie
    /// below `scratch` alone (none at all if that is empty). False: a layer that its parent has is missing,
    /// and it must end.
    [[nodiscard]] bool confine_worker(const std::string& scratch, const ProcessLimits& limits) const noexcept;

    /// In a child forked by such a process that reads nothing itself and forks what does: it keeps what its
    /// parent has.
    static void confine_forker(const ProcessLimits& limits) noexcept;

    /// The layers in force, as the report's settings state them: "rlimits no-new-privileges ...".
    [[nodiscard]] const std::string& layers() const noexcept { return layers_; }

  private:
    Confinement(SystemCallFilter server, SystemCallFilter worker)
        : server_(std::move(server)), worker_(std::move(worker)) {}
    bool note(const std::string& layer, bool in_force);

    SystemCallFilter server_;
    SystemCallFilter worker_;
    bool files_ = false;
    bool calls_ = false;
    std::string layers_;
};

/// The user and group that own nothing, as which the children of root run.
inline constexpr unsigned nobody = 65534;

/// Ends the calling process by SIGKILL when its parent ends; to be said again when its user has changed.
void end_with_parent() noexcept;

}  // namespace mme
