// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/confinement.h"

namespace mme {

/// What a forked child does with its connection, until that ends. It runs in a scratch directory of its own,
/// the working directory, and is not confined yet.
using ForkedWork = std::function<void(Channel)>;

/// In a confined process with one thread, whose working directory is the scratch directory: forks a child for
/// each request that comes over `control`, until that ends; then all children are killed. A request is
/// start_request with the child's connection attached. When a child ends, the way it ended is said over that
/// connection, as end_message, and its scratch directory is removed; when the other side of the connection is
/// closed, the child is killed.
void serve_forks(Channel control, const ProcessLimits& limits, const ForkedWork& work);

inline constexpr char start_request = 's';
/// One text: the words for the child's end.
inline constexpr char end_message = 'e';

}  // namespace mme
