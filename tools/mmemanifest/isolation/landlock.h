// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

namespace mme {

/// The version of Landlock's interface that the running kernel has (landlock(7)); 0: none, or it is refused.
int landlock_version() noexcept;

/// From now on the calling process and its children may open files only below `scratch`, and read character
/// set tables, which libraries load when they meet a text in that set; from version 4 on they may neither
/// bind nor connect TCP sockets, and from 6 on reach no abstract socket and signal no process outside.
/// Descriptors that are open stay usable. An empty `scratch`: nothing is below it.
/// Needs PR_SET_NO_NEW_PRIVS. False if the kernel does not do it.
bool restrict_files_to(const std::string& scratch) noexcept;

}  // namespace mme
