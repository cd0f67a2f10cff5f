// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <string>

namespace mme {

// The children of this process. In one that is a subreaper (PR_SET_CHILD_SUBREAPER of prctl(2)) these come to
// be all descendants whose own parent has ended, whatever session or group they are in.

/// Takes the end of each child that has ended. True: there is no child left.
bool reap_ended_children() noexcept;

/// The children that run, "pid 71 (sleep), pid 73 (sh)", at most five of them by name; empty if there is
/// none.
std::string running_children();

/// Kills every child, and in a subreaper what these leave behind, until there is none. False: some were left
/// after `most`.
bool kill_all_children(std::chrono::milliseconds most);

}  // namespace mme
